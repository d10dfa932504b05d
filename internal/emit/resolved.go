package emit

import (
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// AddResolved adds the resolved values of unchanged references to resources
// with more than one reference.
//
// The provider writes resolved values by server-side apply, and only those that
// have changed. By omitting values that it wrote before, it gives up their
// ownership: if one of several references changes, the values of the others
// would be removed, written again, and then remove the changed one,
// indefinitely (https://github.com/crossplane/crossplane-runtime/issues/694).
// Values that the composite also owns stay.
func AddResolved(desired *structpb.Struct, observed wire.Object) {
	want := forProvider(desired)
	if want == nil || observed == nil || countReferences(want) < 2 {
		return
	}
	have := observed.Get("spec", "forProvider")
	addResolved(want, have)
}

func forProvider(r *structpb.Struct) *structpb.Struct {
	return r.GetFields()["spec"].GetStructValue().GetFields()["forProvider"].GetStructValue()
}

func countReferences(s *structpb.Struct) int {
	n := 0
	for k, v := range s.GetFields() {
		switch {
		case strings.HasSuffix(k, "SecretRef"):
			// A reference to a Secret is read, and not resolved.
		case strings.HasSuffix(k, "Ref"):
			n++
		case v.GetStructValue() != nil:
			n += countReferences(v.GetStructValue())
		}
	}
	return n
}

func addResolved(want *structpb.Struct, have wire.Value) {
	for k, v := range want.GetFields() {
		value, isRef := strings.CutSuffix(k, "Ref")
		switch {
		case isRef && have.Get(value) != nil && want.GetFields()[value] == nil && sameName(v, have.Get(k)):
			want.Fields[value] = have.Get(value).Decode()
		case v.GetStructValue() != nil:
			addResolved(v.GetStructValue(), have.Get(k))
		}
	}
}

// sameName reports whether two references name the same resource.
func sameName(want *structpb.Value, have wire.Value) bool {
	return want.GetStructValue().GetFields()["name"].GetStringValue() == have.Get("name").Text()
}

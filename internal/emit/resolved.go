package emit

import (
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// AddResolved asks for the values that the provider has resolved references to,
// where a resource has more than one reference and those are unchanged.
//
// The provider writes what it resolves by server-side apply, and only what has
// changed. What it wrote before and does not repeat it thereby gives up: when
// one reference of several changes, the values of the others would vanish, come
// back and push the changed one out, for ever
// (https://github.com/crossplane/crossplane-runtime/issues/694). Values that
// the composite asks for too stay where they are.
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
			// A Secret is read, and resolved into nothing.
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

// sameName reports whether two references lead to the same resource.
func sameName(want *structpb.Value, have wire.Value) bool {
	return want.GetStructValue().GetFields()["name"].GetStringValue() == have.Get("name").Text()
}

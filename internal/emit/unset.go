package emit

import (
	"strings"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Unset removes fields that the provider wrote into the spec of a resource and
// that are not desired: not sending them would leave them to the provider. A null
// takes a field over and removes it
// (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable).
//
// There are two kinds of them, both on resources that an earlier version of this
// package composed. Where the resource was late-initialized, the provider filled
// every field that was unset with what AWS chose. And it wrote lists of references
// back in an order of its own.
func Unset(desired *structpb.Struct, observed wire.Object) {
	want := forProvider(desired)
	if want == nil || observed == nil {
		return
	}
	have := observed.Get("spec", "forProvider").Object()
	unset(want, have, lateInitialized(observed))
}

// lateInitialized reports whether the provider fills unset fields of a resource.
// Without management policies it does.
func lateInitialized(observed wire.Object) bool {
	policies := observed.Get("spec", "managementPolicies")
	for p := range policies.Items() {
		if p.Is(string(xpv1.ManagementActionAll)) || p.Is(string(xpv1.ManagementActionLateInitialize)) {
			return true
		}
	}
	return policies.Len() == 0
}

func unset(want *structpb.Struct, have wire.Object, all bool) {
	for k, v := range have.Fields() {
		switch asked := want.GetFields()[k]; {
		case k == "tags":
			// The provider adds tags of its own, and needs them.
		case asked.GetStructValue() != nil:
			unset(asked.GetStructValue(), v.Object(), all)
		case asked == nil && want.GetFields()[k+"Ref"] == nil && (all || strings.HasSuffix(k, "Refs")):
			want.Fields[k] = structpb.NewNullValue()
		}
	}
}

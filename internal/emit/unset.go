package emit

import (
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Unset empties fields that the provider wrote into a resource of an earlier
// version of this package, and that conflict with changes: omitting them would
// leave them to the provider. An empty value takes over the ownership of the
// field, as no other manager owns a part of it, and in the next reconcile the
// field is omitted and thereby removed. A null would do so at once, but the API
// server refuses it.
//
// There are three: lists of references, which the provider wrote back in an
// order of its own and would resolve over the values; the subnets of a load
// balancer in another form; and the VPC of a NAT gateway, with which a gateway
// that was deleted in AWS cannot be created again. For computed fields,
// Terraform treats an empty string as unset, so that the gateway does not
// change.
func Unset(desired *structpb.Struct, observed wire.Object) {
	want := forProvider(desired)
	if want == nil || observed == nil {
		return
	}
	have := observed.Get("spec", "forProvider").Object()
	unset(want, have)
	if desired.GetFields()["kind"].GetStringValue() == "NATGateway" && have.Get("vpcId").Text() != "" {
		want.Fields["vpcId"] = structpb.NewStringValue("")
	}
}

func unset(want *structpb.Struct, have wire.Object) {
	for k, v := range have.Fields() {
		switch asked := want.GetFields()[k]; {
		case asked.GetStructValue() != nil:
			unset(asked.GetStructValue(), v.Object())
		case asked == nil && v.Len() > 0 && (strings.HasSuffix(k, "Refs") || k == "subnetMapping"):
			want.Fields[k] = structpb.NewListValue(&structpb.ListValue{})
		}
	}
}

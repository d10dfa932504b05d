package emit

import (
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Unset empties what the provider wrote into a resource that an earlier version of
// this package composed, and that stands in the way of changes: not sending it would
// leave it to the provider. An empty value takes the field over, as no other manager
// owns a part of it, and in the next reconcile it is not sent any more and goes. A null
// would do so at once, and the API server refuses it.
//
// There are three: references, which the provider wrote back in an order of its own
// and would resolve over the values; the subnets of a load balancer in another form;
// and the VPC of a NAT gateway, with which one that was deleted in AWS cannot be
// created again. Terraform takes an empty text for one that is not set where AWS
// computes the field, so that the gateway does not change.
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

package emit

import (
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Unset empties lists that the provider wrote into a resource which an earlier
// version of this package composed: not sending them would leave them to the
// provider. An empty list takes the field over, as nobody else owns a part of it,
// and in the next reconcile it is not sent any more and goes. A null would do so at
// once, and the API server refuses it.
//
// There are two of them: references, which the provider wrote back in an order of
// its own and would resolve over the values, and the subnets of a load balancer in
// another form, which the provider filled in.
func Unset(desired *structpb.Struct, observed wire.Object) {
	want := forProvider(desired)
	if want == nil || observed == nil {
		return
	}
	have := observed.Get("spec", "forProvider").Object()
	unset(want, have)
	if desired.GetFields()["kind"].GetStringValue() == "NATGateway" && have.Get("vpcId").Text() != "" {
		unsetText(want, "vpcId")
	}
}

// unsetText empties a text that the provider filled in, in the same way. Terraform
// takes an empty text for one that is not set where AWS computes the field, so it
// changes nothing. With vpcId, a NAT gateway of one zone that was deleted in AWS cannot
// be created again.
func unsetText(want *structpb.Struct, field string) {
	if want.GetFields()[field] == nil {
		want.Fields[field] = structpb.NewStringValue("")
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

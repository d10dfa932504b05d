package emit

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// unset empties fields that the provider wrote into a resource of an earlier
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
func unset(kind string, want, have wire.Object) wire.Object {
	want = withoutRefs(want, have)
	if kind == "NATGateway" && have.Get("vpcId").Text() != "" {
		want = want.With("vpcId", wire.Text(""))
	}
	return want
}

func withoutRefs(want, have wire.Object) wire.Object {
	out := want
	for k, v := range have.Fields() {
		switch {
		case v.IsObject():
			asked := want.Get(k).Object()
			if below := withoutRefs(asked, v.Object()); asked != nil && len(below) > len(asked) {
				out = out.With(k, below.Value())
			}
		case (strings.HasSuffix(k, "Refs") || k == "subnetMapping") && v.Len() > 0 && want.Get(k) == nil:
			out = out.Append(k, wire.List())
		}
	}
	return out
}

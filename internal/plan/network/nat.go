package network

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A NATGateway lets private subnets reach the IPv4 internet.
type NATGateway struct {
	Key    name.Key
	Zone   v1alpha1.Zone
	Subnet name.Key

	// Address is the platform's own elastic IP. Where the claim brings an
	// address, AllocationID names that one instead.
	Address      name.Key
	AllocationID string

	// BlockedOn says what must be true before the gateway can be created.
	BlockedOn plan.Blockers
}

// An ElasticIP is the public address of a NAT gateway.
type ElasticIP struct {
	Key name.Key
}

// planNAT decides which zones have a gateway, and which gateways and
// addresses of an earlier claim cannot leave yet.
func (n *Plan) planNAT(seen live.State) {
	zones := gatewayZones(n.Spec, seen)
	for _, z := range zones {
		g := NATGateway{
			Key:          name.NATGateway(z),
			Zone:         z,
			Subnet:       name.Subnet(v1alpha1.TierPublic, z),
			AllocationID: n.Spec.Network.NAT.EIPAllocationIDs[z],
		}
		if g.AllocationID == "" {
			g.Address = name.ElasticIP(z)
			n.ElasticIPs = append(n.ElasticIPs, ElasticIP{Key: g.Address})
		}
		g.BlockedOn = g.blockers(seen)
		n.NATGateways = append(n.NATGateways, g)
	}
	for _, z := range allZones {
		if !slices.Contains(zones, z) {
			n.leaveNAT(z, zones, seen)
		}
	}
}

// blockers says what a gateway waits for. AWS accepts one in a VPC without an
// attached internet gateway, and then lets it fail for good. An address of its
// own has to be ready: one that is still being released, after a change of
// mind, must not be taken again.
// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
func (g NATGateway) blockers(seen live.State) plan.Blockers {
	switch {
	case !seen.Ready(name.InternetGateway):
		return plan.Blockers{{On: name.InternetGateway, Why: "the internet gateway"}}
	case g.Address != "" && !seen.Ready(g.Address):
		return plan.Blockers{{On: g.Address}}
	}
	return nil
}

// natZones are the zones that have a gateway.
func (n *Plan) natZones() []v1alpha1.Zone {
	zones := make([]v1alpha1.Zone, len(n.NATGateways))
	for i, g := range n.NATGateways {
		zones[i] = g.Zone
	}
	return zones
}

// ServedBy is the gateway that a zone leaves through.
func (n *Plan) ServedBy(z v1alpha1.Zone) (name.Key, bool) { return gatewayOf(z, n.natZones()) }

// leaveNAT keeps a gateway that the claim no longer asks for while a route
// uses it: its zone would be cut off. Its address leaves one step after it. AWS
// takes a minute or two to delete the gateway and refuses to release the
// address until then, which the provider tries again.
func (n *Plan) leaveNAT(z v1alpha1.Zone, zones []v1alpha1.Zone, seen live.State) {
	gateway, address := name.NATGateway(z), name.ElasticIP(z)
	if !seen.Has(gateway) {
		return
	}
	if n.mayServe(gateway, zones, seen) {
		n.Draining = append(n.Draining, gateway)
	}
	if seen.Has(address) {
		n.Draining = append(n.Draining, address)
	}
}

// mayServe reports whether some private route may still use a gateway. It does
// not, when AWS reports that the route goes elsewhere; what is not known
// counts as use.
func (n *Plan) mayServe(gateway name.Key, zones []v1alpha1.Zone, seen live.State) bool {
	id := seen.ID(gateway)
	for _, z := range n.Spec.Zones {
		route := name.Route(name.ZoneRouteTable(v1alpha1.TierPrivate, z), name.FamilyIPv4)
		if !seen.Has(route) {
			continue
		}
		uses := seen.Route(route).NATGatewayID()
		elsewhere := id != "" && uses != id
		if to, ok := gatewayOf(z, zones); ok {
			// A gateway that never came to be has no id, but a route that has
			// arrived where the claim wants it does not use another.
			elsewhere = elsewhere || uses == seen.ID(to)
		}
		if uses == "" || !elsewhere {
			return true
		}
	}
	return false
}

// gatewayZones are the zones that have a NAT gateway.
func gatewayZones(s *v1alpha1.PlatformSpec, seen live.State) []v1alpha1.Zone {
	switch s.Network.NAT.Mode {
	case v1alpha1.NATPerZone:
		return s.Zones
	case v1alpha1.NATSingle:
		return []v1alpha1.Zone{singleZone(s, seen)}
	case v1alpha1.NATNone:
		return nil
	}
	return nil
}

// singleZone is where the only gateway stands: where the claim says, else where
// it or its address already is, else in the lowest zone. A lower zone that is
// added later does not move it.
func singleZone(s *v1alpha1.PlatformSpec, seen live.State) v1alpha1.Zone {
	if z := s.Network.NAT.Zone; z != "" {
		return z
	}
	for _, z := range s.Zones {
		if seen.Has(name.NATGateway(z)) || seen.Has(name.ElasticIP(z)) {
			return z
		}
	}
	return s.Zones[0]
}

// gatewayOf is the gateway that serves a zone, given the zones that have one:
// its own, else the only one there is.
func gatewayOf(z v1alpha1.Zone, zones []v1alpha1.Zone) (name.Key, bool) {
	switch {
	case slices.Contains(zones, z):
		return name.NATGateway(z), true
	case len(zones) > 0:
		return name.NATGateway(zones[0]), true
	}
	return "", false
}

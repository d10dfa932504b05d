package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Address families, as they stand in keys.
const (
	familyIPv4 = "ipv4"
	familyIPv6 = "ipv6"
)

// A RouteTable is where the traffic of some subnets goes.
type RouteTable struct {
	Key name.Key
}

// A Route sends everything that a table has no closer route for to a gateway.
type Route struct {
	Key   name.Key
	Table name.Key
	IPv6  bool

	// Exactly one of these is where the route goes.
	InternetGateway, EgressOnlyGateway, NATGateway name.Key
}

// Destination is the IPv4 traffic that the route takes, or empty.
func (r Route) Destination() string {
	if r.IPv6 {
		return ""
	}
	return "0.0.0.0/0"
}

// IPv6Destination is the IPv6 traffic that the route takes, or empty.
func (r Route) IPv6Destination() string {
	if r.IPv6 {
		return "::/0"
	}
	return ""
}

// An Association ties a subnet to the table that routes it.
type Association struct {
	Key    name.Key
	Subnet name.Key
	Table  name.Key
}

// planRoutes gives every subnet its table: one for the public tier, one a zone
// for the private tier, so that each zone leaves through its own gateway, and
// one without any way out for the stores.
func (n *Network) planRoutes() {
	public := name.RouteTable(v1alpha1.TierPublic)
	n.addTable(public, n.subnetsOf(v1alpha1.TierPublic)...)
	n.addRoute(Route{Table: public, InternetGateway: name.InternetGateway})
	if n.VPC.IPv6 {
		n.addRoute(Route{Table: public, IPv6: true, InternetGateway: name.InternetGateway})
	}

	gateways := make([]v1alpha1.Zone, len(n.NATGateways))
	for i, g := range n.NATGateways {
		gateways[i] = g.Zone
	}
	for _, z := range n.Spec.Zones {
		private := name.ZoneRouteTable(v1alpha1.TierPrivate, z)
		n.addTable(private, name.Subnet(v1alpha1.TierPrivate, z))
		if g, ok := gatewayOf(z, gateways); ok {
			n.addRoute(Route{Table: private, NATGateway: g})
		}
		if n.VPC.IPv6 {
			n.addRoute(Route{Table: private, IPv6: true, EgressOnlyGateway: name.EgressOnlyGateway})
		}
	}

	n.addTable(name.RouteTable(v1alpha1.TierDatabase), n.subnetsOf(v1alpha1.TierDatabase)...)
}

func (n *Network) addTable(table name.Key, subnets ...name.Key) {
	n.RouteTables = append(n.RouteTables, RouteTable{Key: table})
	for _, s := range subnets {
		n.Associations = append(n.Associations, Association{Key: name.Association(s), Subnet: s, Table: table})
	}
}

func (n *Network) addRoute(r Route) {
	family := familyIPv4
	if r.IPv6 {
		family = familyIPv6
	}
	r.Key = name.Route(r.Table, family)
	n.Routes = append(n.Routes, r)
}

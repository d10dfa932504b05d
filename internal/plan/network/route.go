package network

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
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

	// BlockedOn says what an existing route waits for before it goes elsewhere.
	BlockedOn plan.Blockers
}

// Destination is the IPv4 traffic that the route takes, or empty.
func (r Route) Destination() string {
	if r.IPv6 {
		return ""
	}
	return plan.EverywhereIPv4
}

// IPv6Destination is the IPv6 traffic that the route takes, or empty.
func (r Route) IPv6Destination() string {
	if r.IPv6 {
		return plan.EverywhereIPv6
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
// for the private tier, and one without any way out for the stores.
func (n *Plan) planRoutes(seen live.State) {
	public := name.RouteTable(v1alpha1.TierPublic)
	n.addTable(public, n.subnetsOf(v1alpha1.TierPublic)...)
	n.addRoute(Route{Table: public, InternetGateway: name.InternetGateway})
	if n.VPC.IPv6 {
		n.addRoute(Route{Table: public, IPv6: true, InternetGateway: name.InternetGateway})
	}
	for _, z := range n.Spec.Zones {
		private := name.RouteTableOf(v1alpha1.TierPrivate, z)
		n.addTable(private, name.Subnet(v1alpha1.TierPrivate, z))
		n.planNATRoute(z, seen)
		if n.VPC.IPv6 {
			n.addRoute(Route{Table: private, IPv6: true, EgressOnlyGateway: name.EgressOnlyGateway})
		}
	}
	n.addTable(name.RouteTable(v1alpha1.TierDatabase), n.subnetsOf(v1alpha1.TierDatabase)...)
}

// planNATRoute sends a zone's IPv4 traffic to the gateway that serves it. A
// route that exists moves only once the gateway is there, and leaves only once
// the endpoints that take its place are: no zone is cut off in between.
func (n *Plan) planNATRoute(z v1alpha1.Zone, seen live.State) {
	r := Route{Table: name.RouteTableOf(v1alpha1.TierPrivate, z)}
	exists := seen.Has(r.key())
	gateway, served := gatewayOf(z, n.natZones())
	switch {
	case served:
		r.NATGateway = gateway
		if exists && !seen.Ready(gateway) {
			r.BlockedOn = plan.Blockers{{On: gateway}}
		}
		n.addRoute(r)
	case exists && !n.endpointsReady(seen):
		n.Draining = append(n.Draining, r.key())
	}
}

func (n *Plan) addTable(table name.Key, subnets ...name.Key) {
	n.RouteTables = append(n.RouteTables, RouteTable{Key: table})
	for _, s := range subnets {
		n.Associations = append(n.Associations, Association{Key: name.Association(s), Subnet: s, Table: table})
	}
}

func (n *Plan) addRoute(r Route) {
	r.Key = r.key()
	n.Routes = append(n.Routes, r)
}

func (r Route) key() name.Key {
	if r.IPv6 {
		return name.Route(r.Table, name.FamilyIPv6)
	}
	return name.Route(r.Table, name.FamilyIPv4)
}

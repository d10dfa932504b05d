package live

import "github.com/xplatform-dev/xplatform/internal/name"

// NATGateway is one NAT gateway.
type NATGateway struct{ resource }

// NATGateway returns the NAT gateway with a key.
func (s State) NATGateway(k name.Key) NATGateway { return NATGateway{s.resource(k)} }

// ID returns the ID of the gateway.
func (g NATGateway) ID() string { return g.status("id") }

// PublicIP returns the Elastic IP address that the gateway uses.
func (g NATGateway) PublicIP() string { return g.status("publicIp") }

// Route is one route of a route table.
type Route struct{ resource }

// Route returns the route with a key.
func (s State) Route(k name.Key) Route { return Route{s.resource(k)} }

// NATGatewayID returns the ID of the NAT gateway that is the target of the route.
func (r Route) NATGatewayID() string { return r.status("natGatewayId") }

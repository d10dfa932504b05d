package outline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Network is the VPC and its contents.
type Network struct {
	VPC VPC `json:"vpc"`

	// Zones are the suffixes of the availability zones, such as a and b: those of the
	// subnets, or those of the spec while there is none.
	Zones []string `json:"zones,omitempty"`

	// Tiers are public, private and database, in this order, without those that have
	// no subnet.
	Tiers []Tier `json:"tiers,omitempty"`

	// InternetGateway and EgressOnlyGateway are nil if the platform has none.
	InternetGateway   *Item `json:"internetGateway,omitempty"`
	EgressOnlyGateway *Item `json:"egressOnlyGateway,omitempty"`

	NATGateways []NATGateway  `json:"natGateways,omitempty"`
	Endpoints   []VPCEndpoint `json:"endpoints,omitempty"`

	// FlowLog and EncryptionKey are nil if the platform has none.
	FlowLog       *Item `json:"flowLog,omitempty"`
	EncryptionKey *Item `json:"encryptionKey,omitempty"`
}

// VPC is the VPC of a platform.
type VPC struct {
	Item

	CIDR     string `json:"cidr,omitempty"`
	IPv6CIDR string `json:"ipv6Cidr,omitempty"`

	// Adopted is set if the VPC existed before the platform.
	Adopted bool `json:"adopted,omitempty"`
}

// Tier is the subnets of one purpose, at most one in each zone.
type Tier struct {
	Name    string   `json:"name"`
	Subnets []Subnet `json:"subnets"`
}

// Subnet is one subnet and its routes.
type Subnet struct {
	Item

	Zone     string `json:"zone"`
	CIDR     string `json:"cidr,omitempty"`
	IPv6CIDR string `json:"ipv6Cidr,omitempty"`

	// RouteTable is the key of the route table, empty for adopted subnets.
	RouteTable string  `json:"routeTable,omitempty"`
	Routes     []Route `json:"routes,omitempty"`
}

// Route leads traffic for a destination to a gateway.
type Route struct {
	Destination string `json:"destination"`

	// Target is the key of the gateway.
	Target string `json:"target"`
}

// NATGateway is the NAT gateway of a zone.
type NATGateway struct {
	Item

	Zone string `json:"zone"`

	// Address is the public IPv4 address, empty if it is not observed.
	Address string `json:"address,omitempty"`
}

// VPCEndpoint is an endpoint for one AWS service.
type VPCEndpoint struct {
	Item

	// Service is the AWS service, such as s3 or ecr.api.
	Service string `json:"service"`

	// Type is Gateway or Interface.
	Type string `json:"type"`
}

func (r *reader) network() Network {
	n := Network{VPC: r.vpc(), FlowLog: r.only(name.FlowLog), EncryptionKey: r.only(name.EncryptionKey)}
	n.InternetGateway, n.EgressOnlyGateway = r.only(name.InternetGateway), r.only(name.EgressOnlyGateway)
	for _, tier := range []v1alpha1.Tier{v1alpha1.TierPublic, v1alpha1.TierPrivate, v1alpha1.TierDatabase} {
		if subnets := r.subnets(tier); len(subnets) > 0 {
			n.Tiers = append(n.Tiers, Tier{Name: string(tier), Subnets: subnets})
		}
	}
	if n.Zones = zonesOf(n.Tiers); len(n.Zones) == 0 {
		n.Zones = r.composite.texts("spec", "zones")
	}
	for _, k := range r.withPrefix("NATGateway", string(name.NATGateway(""))) {
		zone := strings.TrimPrefix(k, string(name.NATGateway("")))
		address := cmp.Or(r.status(k).text("publicIp"), r.composite.text("status", "network", "natAddresses", zone))
		n.NATGateways = append(n.NATGateways, NATGateway{Item: r.item(k), Zone: zone, Address: address})
	}
	for _, k := range r.withPrefix("VPCEndpoint", name.Endpoints) {
		service := r.spec(k).text("serviceName")
		if _, after, ok := strings.Cut(service, r.composite.text("spec", "region")+"."); ok {
			service = after
		}
		n.Endpoints = append(n.Endpoints, VPCEndpoint{Item: r.item(k), Service: service, Type: r.spec(k).text("vpcEndpointType")})
	}
	return n
}

func (r *reader) vpc() VPC {
	k := string(name.VPC)
	o := r.desired[k]
	i := r.item(k)
	i.ID = cmp.Or(i.ID, r.composite.text("status", "network", "vpcId"))
	return VPC{
		Item:     i,
		CIDR:     cmp.Or(r.either(k, "cidrBlock"), r.composite.text("status", "network", "cidr")),
		IPv6CIDR: cmp.Or(r.either(k, "ipv6CidrBlock"), r.composite.text("status", "network", "ipv6Cidr")),
		Adopted:  o != nil && slices.Equal(object(o.Object).texts("spec", "managementPolicies"), []string{"Observe"}),
	}
}

// only returns a resource of which a platform has one at most.
func (r *reader) only(k name.Key) *Item {
	if !r.has(k) {
		return nil
	}
	return new(r.item(string(k)))
}

func (r *reader) subnets(tier v1alpha1.Tier) []Subnet {
	prefix := string(name.Subnet(tier, ""))
	keys := r.withPrefix("Subnet", prefix)
	out := make([]Subnet, 0, len(keys))
	for _, k := range keys {
		s := Subnet{
			Item:     r.item(k),
			Zone:     strings.TrimPrefix(k, prefix),
			CIDR:     r.either(k, "cidrBlock"),
			IPv6CIDR: r.either(k, "ipv6CidrBlock"),
		}
		s.ID = cmp.Or(s.ID, r.composite.text("status", "network", "subnetIds", string(tier), s.Zone))
		s.RouteTable = r.target(r.spec(string(name.Association(name.Key(k)))), "routeTableId")
		s.Routes = r.routes(s.RouteTable)
		out = append(out, s)
	}
	return out
}

// routes returns the default routes of a table.
func (r *reader) routes(table string) []Route {
	if table == "" {
		return nil
	}
	var out []Route
	for _, family := range []string{"ipv4", "ipv6"} {
		k := name.Route(name.Key(table), family)
		if !r.has(k) {
			continue
		}
		spec := r.spec(string(k))
		route := Route{Destination: cmp.Or(spec.text("destinationCidrBlock"), spec.text("destinationIpv6CidrBlock"))}
		for _, field := range []string{"gatewayId", "natGatewayId", "egressOnlyGatewayId"} {
			route.Target = cmp.Or(route.Target, r.target(spec, field))
		}
		out = append(out, route)
	}
	return out
}

func zonesOf(tiers []Tier) []string {
	var out []string
	for _, t := range tiers {
		for _, s := range t.Subnets {
			if !slices.Contains(out, s.Zone) {
				out = append(out, s.Zone)
			}
		}
	}
	slices.Sort(out)
	return out
}

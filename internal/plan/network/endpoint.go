package network

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/partition"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// An Endpoint reaches an AWS service without the internet.
type Endpoint struct {
	Key         name.Key
	Service     string
	ServiceName string

	// Gateway endpoints are routes in the private tables; all others are
	// interfaces in the private subnets, behind a security group.
	Gateway bool

	// PrivateDNS has the endpoint take over the service's own name.
	PrivateDNS bool

	// In are the route tables or subnets that the endpoint is tied to.
	In []Tie
}

// Type returns the type of the endpoint, in the wording of AWS.
func (e Endpoint) Type() string {
	if e.Gateway {
		return "Gateway"
	}
	return "Interface"
}

// A Tie connects an endpoint with a route table or a subnet.
type Tie struct {
	Key name.Key
	To  name.Key
}

// hasInterfaces reports whether some endpoint is an interface.
func (n *Plan) hasInterfaces() bool {
	return slices.ContainsFunc(n.Endpoints, func(e Endpoint) bool { return !e.Gateway })
}

// planEndpoints plans the endpoints that the claim lists.
func (n *Plan) planEndpoints(seen live.State) {
	for _, service := range n.Spec.Network.EndpointServices() {
		e := Endpoint{
			Key:         name.Endpoint(service),
			Service:     service,
			Gateway:     v1alpha1.IsGatewayEndpoint(service),
			ServiceName: cmp.Or(seen.Endpoint(name.Endpoint(service)).RequestedServiceName(), serviceName(n.Spec.Region, service)),
		}
		for _, z := range n.Spec.Zones {
			to := name.Subnet(v1alpha1.TierPrivate, z)
			if e.Gateway {
				to = name.ZoneRouteTable(v1alpha1.TierPrivate, z)
			}
			e.In = append(e.In, Tie{Key: name.EndpointIn(service, to), To: to})
		}
		e.PrivateDNS = !e.Gateway && e.reachable(seen)
		n.Endpoints = append(n.Endpoints, e)
	}
	if !n.hasInterfaces() {
		n.leaveEndpointsGroup(seen)
		return
	}
	n.EndpointsGroup = &plan.SecurityGroup{
		Name:        cmp.Or(seen.SecurityGroup(name.EndpointsGroup).RequestedName(), n.Names.SecurityGroup(name.EndpointsGroup)),
		Description: cmp.Or(seen.SecurityGroup(name.EndpointsGroup).RequestedDescription(), "Interface endpoints of AWS services: HTTPS from the VPC"),
	}
}

// reachable reports whether an interface can answer in all its subnets. From
// the moment that it takes over the service's name nothing else answers under
// it, so an endpoint that is new does so last of all, and never gives the name
// back while it exists.
func (e Endpoint) reachable(seen live.State) bool {
	if seen.Endpoint(e.Key).RequestedPrivateDNS() {
		return true
	}
	if !seen.Ready(name.EndpointGroup(e.Service)) || !seen.Ready(name.EndpointsGroupIngress) {
		return false
	}
	return !slices.ContainsFunc(e.In, func(t Tie) bool { return !seen.Ready(t.Key) })
}

// endpointsReady reports whether every planned endpoint stands and serves.
func (n *Plan) endpointsReady(seen live.State) bool {
	return !slices.ContainsFunc(n.Endpoints, func(e Endpoint) bool {
		ties := slices.ContainsFunc(e.In, func(t Tie) bool { return !seen.Ready(t.Key) })
		return ties || !seen.Ready(e.Key) || (!e.Gateway && !seen.Endpoint(e.Key).PrivateDNS())
	})
}

// leaveEndpoints keeps endpoints that the claim no longer asks for until the
// gateways that take their place serve: without either, nothing private could
// reach AWS.
func (n *Plan) leaveEndpoints(seen live.State) {
	if len(n.NATGateways) == 0 || n.routesReady(seen) {
		return
	}
	wanted := map[name.Key]bool{name.EndpointsGroup: n.hasInterfaces(), name.EndpointsGroupIngress: n.hasInterfaces()}
	for _, e := range n.Endpoints {
		wanted[e.Key], wanted[name.EndpointGroup(e.Service)] = true, true
		for _, t := range e.In {
			wanted[t.Key] = true
		}
	}
	keys := append(seen.Keys(name.Endpoints), seen.Keys(string(name.EndpointsGroup))...)
	for _, k := range keys {
		if !wanted[k] && !tiedToOtherZone(n.Platform, k) && !slices.Contains(n.Draining, k) {
			n.Draining = append(n.Draining, k)
		}
	}
}

// routesReady reports whether every zone leaves through a gateway.
func (n *Plan) routesReady(seen live.State) bool {
	return !slices.ContainsFunc(n.Routes, func(r Route) bool { return r.NATGateway != "" && !seen.Ready(r.Key) })
}

// leaveEndpointsGroup keeps the security group of the interfaces one step
// longer than the last of them: AWS does not delete a group in use. The
// group's rule tells the steps apart, as it leaves together with the interfaces.
func (n *Plan) leaveEndpointsGroup(seen live.State) {
	if seen.Has(name.EndpointsGroup) && seen.Has(name.EndpointsGroupIngress) {
		n.Draining = append(n.Draining, name.EndpointsGroup)
	}
}

// partitionServices are the services whose endpoints are named after the domain of their
// partition. Those of others are named alike everywhere.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
var partitionServices = []string{"ecr.api", "ecr.dkr", "execute-api"}

// serviceName returns what AWS calls the endpoint of a service.
// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
func serviceName(region, service string) string {
	domain := "amazonaws.com"
	if slices.Contains(partitionServices, service) {
		domain = partition.Of(region).DNSSuffix
	}
	return reverseDomain(domain) + "." + region + "." + service
}

// reverseDomain returns a domain as names of endpoint services begin with it.
func reverseDomain(domain string) string {
	parts := strings.Split(domain, ".")
	slices.Reverse(parts)
	return strings.Join(parts, ".")
}

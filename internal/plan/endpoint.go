package plan

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// An Endpoint reaches an AWS service without the internet.
type Endpoint struct {
	Key         name.Key
	Service     string
	ServiceName string

	// Gateway endpoints are routes in the private tables; all others are
	// interfaces in the private subnets, behind a security group.
	Gateway bool

	// In are the route tables or subnets that the endpoint is tied to.
	In []Tie
}

// Type is what AWS calls the kind of endpoint.
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

// HasInterfaces reports whether some endpoint is an interface.
func (n *Network) HasInterfaces() bool {
	return slices.ContainsFunc(n.Endpoints, func(e Endpoint) bool { return !e.Gateway })
}

// planEndpoints plans the endpoints that the claim lists.
func (n *Network) planEndpoints(seen observed.View) {
	for _, service := range n.Spec.Network.EndpointServices() {
		e := Endpoint{
			Key:         name.Endpoint(service),
			Service:     service,
			Gateway:     v1alpha1.IsGatewayEndpoint(service),
			ServiceName: serviceName(n.Spec.Region, service),
		}
		for _, z := range n.Spec.Zones {
			to := name.Subnet(v1alpha1.TierPrivate, z)
			if e.Gateway {
				to = name.ZoneRouteTable(v1alpha1.TierPrivate, z)
			}
			e.In = append(e.In, Tie{Key: name.EndpointIn(service, to), To: to})
		}
		n.Endpoints = append(n.Endpoints, e)
	}
	if !n.HasInterfaces() {
		n.leaveEndpointsGroup(seen)
		return
	}
	n.EndpointsGroup = &SecurityGroup{
		Name: fixedField(seen, name.EndpointsGroup, "name", n.Names.SecurityGroup(name.EndpointsGroup)),
	}
}

// leaveEndpointsGroup keeps the security group of the interfaces one step
// longer than the last of them: AWS does not delete a group in use. The
// group's rule tells the steps apart, as it leaves together with the interfaces.
func (n *Network) leaveEndpointsGroup(seen observed.View) {
	if seen.Has(name.EndpointsGroup) && seen.Has(name.EndpointsGroupIngress) {
		n.Leaving = append(n.Leaving, name.EndpointsGroup)
	}
}

// serviceName is what AWS calls the endpoint of a service.
// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
func serviceName(region, service string) string {
	prefix := "com.amazonaws."
	if strings.HasPrefix(region, "cn-") && !v1alpha1.IsGatewayEndpoint(service) {
		prefix = "cn.com.amazonaws."
	}
	return prefix + region + "." + service
}

// Package network decides on the VPC of a platform: subnets, gateways, routes,
// endpoints, flow logs, and the key that encrypts everything.
package network

import (
	"errors"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Plan is everything of the platform's VPC.
type Plan struct {
	plan.Platform
	Account plan.Account

	VPC          VPC
	Subnets      []Subnet
	RouteTables  []RouteTable
	Routes       []Route
	Associations []Association
	ElasticIPs   []ElasticIP
	NATGateways  []NATGateway
	Endpoints    []Endpoint
	// EndpointsGroup stands before the interface endpoints, if there are any.
	EndpointsGroup *plan.SecurityGroup
	FlowLogs       *FlowLogs
	FlowLogGroup   *plan.LogGroup
	Encryption     *Encryption

	plan.Lifecycle

	// Warnings say which parts of the claim will probably not work.
	Warnings []string
}

// ARN names something of this account and region, as policies do.
func (n *Plan) ARN(service, resource string) string {
	return n.Account.ARN(n.Spec.Region, service, resource)
}

// A VPC is the platform's own, or one that exists already and is only observed.
type VPC struct {
	CIDR string
	IPv6 bool

	// AdoptedID is the id of a VPC that exists already.
	AdoptedID string
}

// Adopted reports whether the VPC exists already and is only observed.
func (v VPC) Adopted() bool { return v.AdoptedID != "" }

// New plans the network of a platform.
func New(p plan.Platform, seen live.State) (Plan, error) {
	n := Plan{Platform: p, Account: plan.AccountOf(p.Spec, seen), Lifecycle: plan.Lifecycle{Retained: retainedOfNetwork(p.Spec, seen)}, Warnings: warnings(p.Spec, seen)}
	if err := errors.Join(keepZones(p, seen), n.planEncryption(seen)); err != nil {
		return Plan{}, err
	}
	if existing := p.Spec.Network.Existing; existing != nil {
		return n, n.adopt(*existing, seen)
	}
	n.VPC = VPC{CIDR: p.Spec.Network.CIDR, IPv6: plan.DualStack(p.Spec)}
	if !n.VPC.IPv6 && seen.VPC().RequestedIPv6() {
		return Plan{}, errors.New("spec.network.ipFamily: the network has IPv6 addresses in use and cannot go back to IPv4 alone; write DualStack")
	}
	if err := n.planSubnets(seen); err != nil {
		return Plan{}, err
	}
	n.planNAT(seen)
	n.planEndpoints(seen)
	n.planRoutes(seen)
	n.leaveEndpoints(seen)
	n.planFlowLogs(seen)
	n.leaveZones(seen)
	return n, nil
}

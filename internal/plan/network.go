package plan

import (
	"errors"

	"github.com/xplatform-dev/xplatform/internal/live"
)

// A Network is everything of the platform's VPC.
type Network struct {
	Platform
	Account Account

	VPC          VPC
	Subnets      []Subnet
	RouteTables  []RouteTable
	Routes       []Route
	Associations []Association
	ElasticIPs   []ElasticIP
	NATGateways  []NATGateway
	Endpoints    []Endpoint
	// EndpointsGroup stands before the interface endpoints, if there are any.
	EndpointsGroup *SecurityGroup
	FlowLogs       *FlowLogs
	FlowLogGroup   *LogGroup
	Encryption     *Encryption

	Lifecycle

	// Warnings are what of the claim will probably not work.
	Warnings []string
}

// ARN names something of this account and region, as policies do.
func (n Network) ARN(service, resource string) string {
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

// NewNetwork plans the network of a platform.
func NewNetwork(p Platform, seen live.State) (Network, error) {
	n := Network{Platform: p, Account: accountOf(p.Spec, seen), Lifecycle: Lifecycle{Retained: retainedOfNetwork(p.Spec, seen)}, Warnings: warnings(p.Spec, seen)}
	if err := errors.Join(keepZones(p, seen), n.planEncryption(seen)); err != nil {
		return Network{}, err
	}
	if existing := p.Spec.Network.Existing; existing != nil {
		return n, n.adopt(*existing, seen)
	}
	n.VPC = VPC{CIDR: p.Spec.Network.CIDR, IPv6: dualStack(p.Spec)}
	if !n.VPC.IPv6 && seen.VPC().RequestedIPv6() {
		return Network{}, errors.New("spec.network.ipFamily: the network has IPv6 addresses in use and cannot go back to IPv4 alone; write DualStack")
	}
	if err := n.planSubnets(seen); err != nil {
		return Network{}, err
	}
	n.planNAT(seen)
	n.planEndpoints(seen)
	n.planRoutes(seen)
	n.leaveEndpoints(seen)
	n.planFlowLogs(seen)
	n.leaveZones(seen)
	return n, nil
}

package edge

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A LoadBalancer spreads requests over the services.
type LoadBalancer struct {
	Name               string
	SecurityGroup      plan.SecurityGroup
	Internal           bool
	DualStack          bool
	Placement          plan.Placement
	GroupID            string
	IdleTimeoutSeconds int64
	Protected          bool

	// BlockedOn says what must be true before it can be created.
	BlockedOn plan.Blockers
}

// What AWS calls a load balancer with both families, and one with IPv4 alone.
const (
	typeDualStack = "dualstack"
	typeIPv4      = "ipv4"
)

// IPAddressType returns the IP address type of the load balancer.
func (l LoadBalancer) IPAddressType() string {
	if l.DualStack {
		return typeDualStack
	}
	return typeIPv4
}

// Quiet connections are closed after these times unless the claim says
// otherwise. A WebSocket is quiet while its users are.
const (
	idleSeconds          = 60
	idleSecondsWebSocket = 3600
)

// The ports at which the load balancer listens.
const (
	PortHTTP  = 80
	PortHTTPS = 443
)

func (e *Plan) planLoadBalancer(seen live.State) {
	spec := e.Spec.Edge
	tier := plan.LoadBalancerTier(e.Spec)
	lb := LoadBalancer{
		Name: cmp.Or(seen.LoadBalancer().RequestedName(), e.Names.LoadBalancer()),
		SecurityGroup: plan.SecurityGroup{
			Name:        cmp.Or(seen.SecurityGroup(name.LoadBalancerGroup).RequestedName(), e.Names.SecurityGroup(name.LoadBalancer)),
			Description: cmp.Or(seen.SecurityGroup(name.LoadBalancerGroup).RequestedDescription(), "Load balancer: HTTP and HTTPS in, the services out"),
		},
		Internal:           spec.Scheme == v1alpha1.SchemeInternal,
		IdleTimeoutSeconds: idleTimeout(e.Spec),
		Protected:          plan.EdgeProtected(e.Spec),
	}
	placement, pending := e.Place(plan.ZonalResource{Key: name.LoadBalancer, Tier: tier}, e.SubnetBlockersOf(tier, seen), seen)
	e.Progress = append(e.Progress, pending...)
	lb.Placement = placement
	lb.DualStack = e.families(placement, seen)
	var group plan.Blockers
	lb.GroupID, group = plan.CurrentGroupID(name.LoadBalancerGroup, name.LoadBalancer, seen)
	lb.BlockedOn = slices.Concat(placement.BlockedOn, group)
	if unready := e.AccessLogs.unready(seen); len(unready) > 0 {
		lb.BlockedOn = plan.FirstBlockers(lb.BlockedOn, e.holdAccessLogs(unready, seen))
	}
	e.LoadBalancer = lb
}

// families tells whether the load balancer has IPv6: as the claim says of a
// network of its own, and as its subnets do in one that was adopted. Once it is
// decided it stays so, whatever is known of the subnets later.
func (e *Plan) families(in plan.Placement, seen live.State) (dual bool) {
	if e.Spec.Network.Existing == nil {
		return plan.DualStack(e.Spec)
	}
	if was := seen.LoadBalancer().RequestedIPAddressType(); was != "" {
		return was == typeDualStack
	}
	withoutIPv6 := func(k name.Key) bool { return seen.Subnet(k).IPv6CIDR() == "" }
	return e.madeForIPv6(seen) || (len(in.BlockedOn) == 0 && !slices.ContainsFunc(in.Subnets, withoutIPv6))
}

// madeForIPv6 reports whether something exists that only a load balancer with
// IPv6 has.
func (e *Plan) madeForIPv6(seen live.State) bool {
	named := func(k name.Key) bool { return seen.Record(k).RequestedType() == "AAAA" }
	if slices.ContainsFunc(seen.Keys(name.DNSRecords), named) {
		return true
	}
	anywhere := func(port int) bool { return seen.Has(name.LoadBalancerIngress(port, plan.EverywhereIPv6)) }
	return len(e.Spec.Edge.AllowedCIDRs) == 0 && (anywhere(PortHTTP) || anywhere(PortHTTPS))
}

func idleTimeout(s *v1alpha1.PlatformSpec) int64 {
	if n := s.Edge.IdleTimeoutSeconds; n != nil {
		return *n
	}
	if slices.ContainsFunc(s.Services, func(s v1alpha1.ServiceSpec) bool { return s.WebSocket }) {
		return idleSecondsWebSocket
	}
	return idleSeconds
}

// subnetCIDR is the block of a subnet: from the claim, or as AWS reports it of
// one that was adopted.
func (e *Plan) subnetCIDR(t v1alpha1.Tier, z v1alpha1.Zone, seen live.State) (cidr string, blockers plan.Blockers) {
	if e.Spec.Network.Existing == nil {
		block, err := e.Spec.SubnetCIDR(t, z)
		if err != nil {
			return "", plan.Blockers{{Why: err.Error()}}
		}
		return block.String(), nil
	}
	subnet := name.Subnet(t, z)
	if cidr = seen.Subnet(subnet).CIDR(); cidr == "" {
		return "", plan.Blockers{{On: subnet, Why: "the block of the adopted subnet"}}
	}
	return cidr, nil
}

// withRoutes are the services that requests are routed to, in the order of their
// names.
func withRoutes(s *v1alpha1.PlatformSpec) []v1alpha1.ServiceSpec {
	var out []v1alpha1.ServiceSpec
	for _, service := range s.Services {
		if plan.Routed(service) {
			out = append(out, service)
		}
	}
	slices.SortFunc(out, func(a, b v1alpha1.ServiceSpec) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

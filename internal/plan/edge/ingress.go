package edge

import (
	"net/netip"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// An Ingress admits one block at one port.
type Ingress struct {
	Key  name.Key
	CIDR string
	IPv6 bool
	Port int

	// BlockedOn says what must be true before the rule can be created.
	BlockedOn plan.Blockers
}

// planIngress opens both ports to every block that may connect: everywhere, in
// the families that the network has, unless the claim names blocks.
func (e *Plan) planIngress(seen live.State) {
	cidrs := e.Spec.Edge.AllowedCIDRs
	if len(cidrs) == 0 {
		cidrs = []string{plan.EverywhereIPv4}
		if e.LoadBalancer.DualStack {
			cidrs = append(cidrs, plan.EverywhereIPv6)
		}
	}
	for _, c := range cidrs {
		for _, port := range []int{PortHTTP, PortHTTPS} {
			prefix, err := netip.ParsePrefix(c)
			e.Ingress = append(e.Ingress, Ingress{
				Key:  name.LoadBalancerIngress(port, c),
				CIDR: c,
				IPv6: err == nil && prefix.Addr().Is6(),
				Port: port,
			})
		}
	}
	e.leaveIngress(seen)
}

// leaveIngress keeps what an earlier claim admitted until all that this one
// admits is, so that no client is locked out in between. Where the group has no room for both,
// they are exchanged in steps.
func (e *Plan) leaveIngress(seen live.State) {
	var x plan.Exchange
	ready := true
	wanted := map[name.Key]bool{}
	for _, r := range e.Ingress {
		wanted[r.Key] = true
		ready = ready && seen.Ready(r.Key)
		x.Wanted = append(x.Wanted, plan.GroupRule{Key: r.Key, Peer: r.CIDR, IPv4: !r.IPv6, IPv6: r.IPv6})
	}
	if ready {
		return
	}
	for _, k := range seen.Keys(name.LoadBalancerIngresses) {
		if !wanted[k] {
			x.Old = append(x.Old, plan.ObservedRule(k, seen))
		}
	}
	kept, waiting := x.Step(seen)
	e.Draining = append(e.Draining, kept...)
	for _, k := range kept {
		e.Progress = append(e.Progress, plan.Progress{Text: string(k) + " still admits until the new rules are ready"})
	}
	for i := range e.Ingress {
		if waiting[e.Ingress[i].Key] {
			e.Ingress[i].BlockedOn = plan.RoomBlockers(name.LoadBalancerGroup)
		}
	}
}

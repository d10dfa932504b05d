package plan

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// An Ingress admits one block at one port.
type Ingress struct {
	Key  name.Key
	CIDR string
	IPv6 bool
	Port int
}

// An Egress lets the load balancer reach a port of the services in one subnet.
type Egress struct {
	Key  name.Key
	CIDR string
	Port int64

	// Missing says what must be known before the rule can be created.
	Missing string
}

// Everywhere, in both families.
const (
	everywhereIPv4 = "0.0.0.0/0"
	everywhereIPv6 = "::/0"
)

// planIngress opens both ports to every block that may connect: everywhere, in
// the families that the network has, unless the claim names blocks.
func (e *Edge) planIngress(seen observed.View) {
	cidrs := e.Spec.Edge.AllowedCIDRs
	if len(cidrs) == 0 {
		cidrs = []string{everywhereIPv4}
		if e.LoadBalancer.DualStack {
			cidrs = append(cidrs, everywhereIPv6)
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
// admits is, where the group has room for both: nobody is locked out in between.
func (e *Edge) leaveIngress(seen observed.View) {
	wanted := map[name.Key]bool{}
	rules := map[bool]int{} // by whether they are of IPv6
	ready := true
	for _, r := range e.Ingress {
		wanted[r.Key] = true
		rules[r.IPv6]++
		ready = ready && seen.Ready(r.Key)
	}
	if ready {
		return
	}
	var old []name.Key
	for _, k := range seen.Keys(name.LoadBalancerIngresses) {
		if !wanted[k] {
			old = append(old, k)
			rules[seen.Spec(k, "ipv6CidrBlocks", "0") != ""]++
		}
	}
	if max(rules[false], rules[true]) > v1alpha1.MaxGroupRules {
		return
	}
	e.Leaving = append(e.Leaving, old...)
	for _, k := range old {
		e.Pending = append(e.Pending, string(k)+" still admits until the new rules are ready")
	}
}

// planEgress lets the load balancer reach nothing but the services' ports,
// those of target groups that are on their way out included. Health checks use
// the same ones.
func (e *Edge) planEgress(seen observed.View) {
	for _, port := range e.targetPorts(seen) {
		for _, z := range e.Spec.Zones {
			subnet := name.Subnet(v1alpha1.TierPrivate, z)
			r := Egress{Key: name.LoadBalancerEgress(port, subnet), Port: port}
			r.CIDR, r.Missing = e.subnetCIDR(v1alpha1.TierPrivate, z, seen)
			e.Egress = append(e.Egress, r)
		}
	}
}

// targetPorts are the ports of all target groups, each once.
func (e *Edge) targetPorts(seen observed.View) []int64 {
	var ports []int64
	for _, g := range e.TargetGroups {
		ports = append(ports, g.Port)
	}
	for _, k := range e.Leaving {
		if port, err := strconv.ParseInt(seen.Spec(k, "port"), 10, 64); err == nil && strings.HasPrefix(string(k), name.TargetGroups) {
			ports = append(ports, port)
		}
	}
	slices.Sort(ports)
	return slices.Compact(ports)
}

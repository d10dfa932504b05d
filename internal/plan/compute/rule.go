package compute

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Rule lets one peer in to a service's tasks, or lets them out to one.
// Their own names are resolved without any rule: Amazon's resolver is not
// subject to security groups.
type Rule struct {
	Key           name.Key
	Egress        bool
	Port, EndPort int64
	UDP           bool
	Description   string

	// Peer is the security group of the other side; without one, CIDR is the
	// other side.
	Peer name.Key
	CIDR string
	IPv6 bool

	// BlockedOn says what must be true before the rule can be created.
	BlockedOn plan.Blockers
}

// portHTTPS is where tasks may connect to anywhere.
const portHTTPS = 443

// planServiceRules opens a service's tasks to the load balancer and to the
// services that it admits, and lets them out to HTTPS, to the stores that they
// use, to the services that admit them, and to what the claim names.
func (c *Plan) planServiceRules(s *Service, seen live.State) {
	spec := s.Spec
	if plan.Routed(*spec) {
		s.Rules = append(s.Rules, Rule{
			Key: name.ServiceIngress(spec.Port, spec.Name), Port: spec.Port, Peer: name.LoadBalancerGroup, Description: "Load balancer",
		})
	}
	for _, from := range s.admits() {
		s.Rules = append(s.Rules, Rule{
			Key: name.PeerIngress(from, spec.Port, spec.Name), Port: spec.Port, Peer: name.ServiceGroup(from), Description: "Service " + from,
		})
	}
	s.Rules = append(s.Rules, c.httpsEverywhere(spec.Name, seen)...)
	for _, store := range spec.Uses {
		s.Rules = append(s.Rules, Rule{
			Key: name.ServiceEgress(string(store), spec.Name), Egress: true, Port: c.StorePort(store),
			Peer: name.StoreGroup(store), Description: strings.ToUpper(string(store[:1])) + string(store[1:]),
		})
	}
	for _, to := range c.admittedBy(spec.Name) {
		s.Rules = append(s.Rules, Rule{
			Key: name.PeerEgress(to.Name, to.Port, spec.Name), Egress: true, Port: to.Port,
			Peer: name.ServiceGroup(to.Name), Description: "Service " + to.Name,
		})
	}
	for _, e := range spec.Egress {
		s.Rules = append(s.Rules, blockRule(e, spec.Name))
	}
	c.leaveServiceRules(s, seen)
}

// httpsEverywhere lets tasks out to HTTPS anywhere, in the families that the
// network has: to registries, to AWS, and to what the application calls.
func (c *Plan) httpsEverywhere(service string, seen live.State) []Rule {
	v4 := Rule{
		Key: name.ServiceEgress(name.FamilyIPv4, service), Egress: true, Port: portHTTPS, CIDR: plan.EverywhereIPv4, Description: "HTTPS",
	}
	if !c.hasIPv6(name.ServiceEgress(name.FamilyIPv6, service), seen) {
		return []Rule{v4}
	}
	return []Rule{v4, {
		Key: name.ServiceEgress(name.FamilyIPv6, service), Egress: true, Port: portHTTPS, CIDR: plan.EverywhereIPv6, IPv6: true, Description: "HTTPS",
	}}
}

// hasIPv6 reports whether tasks get IPv6 addresses: as the claim says of a
// network of its own, and as the private subnets do in one that was adopted. A
// rule that exists shows that they once did.
func (c *Plan) hasIPv6(rule name.Key, seen live.State) bool {
	if c.Spec.Network.Existing == nil {
		return plan.DualStack(c.Spec)
	}
	return seen.Has(rule) || slices.ContainsFunc(c.Spec.Zones, func(z v1alpha1.Zone) bool {
		return seen.Subnet(name.Subnet(v1alpha1.TierPrivate, z)).IPv6CIDR() != ""
	})
}

func blockRule(e v1alpha1.EgressRule, service string) Rule {
	last := e.Port
	if e.EndPort != nil {
		last = *e.EndPort
	}
	prefix, err := netip.ParsePrefix(e.CIDR)
	r := Rule{
		Key: name.BlockEgress(e.CIDR, e.Protocol, e.Port, last, service), Egress: true, Port: e.Port, EndPort: last,
		UDP: e.Protocol == "UDP", CIDR: e.CIDR, IPv6: err == nil && prefix.Addr().Is6(), Description: e.Description,
	}
	if r.Description == "" {
		r.Description = "As the claim says"
	}
	return r
}

// leaveServiceRules keeps rules of an earlier claim until all new ones of their
// direction are ready, what lets requests in to a port for as long as a target group may
// send them there, and the way to a store for as long as tasks use it. Where the group has no room for all, they are exchanged
// in steps.
func (c *Plan) leaveServiceRules(s *Service, seen live.State) {
	for _, prefix := range []string{name.ServiceIngresses, name.ServiceEgresses} {
		x := s.exchange(prefix, c.Spec.Edge != nil, seen)
		for _, r := range x.Occupied {
			c.Draining = append(c.Draining, r.Key)
		}
		if !slices.ContainsFunc(x.Wanted, func(r plan.GroupRule) bool { return !seen.Ready(r.Key) }) {
			continue
		}
		kept, waiting := x.Step(seen)
		c.Draining = append(c.Draining, kept...)
		s.delay(waiting)
	}
}

// exchange returns the rules of one direction, those that the claim asks for and
// those of an earlier one.
func (s *Service) exchange(prefix string, balanced bool, seen live.State) plan.Exchange {
	var x plan.Exchange
	wanted := map[name.Key]bool{}
	for _, r := range s.Rules {
		wanted[r.Key] = true
		if strings.HasPrefix(string(r.Key), prefix) {
			block := r.Peer == ""
			x.Wanted = append(x.Wanted, plan.GroupRule{Key: r.Key, Peer: string(r.Key), IPv4: !block || !r.IPv6, IPv6: !block || r.IPv6})
		}
	}
	for _, k := range name.Of(s.Spec.Name, seen.Keys(prefix), prefix) {
		switch {
		case wanted[k]:
		case balanced && s.answersAt(k, seen), s.reachesStoreInUse(k, seen):
			x.Occupied = append(x.Occupied, plan.ObservedRule(k, seen))
		default:
			x.Old = append(x.Old, plan.ObservedRule(k, seen))
		}
	}
	return x
}

// delay has rules wait for room in the security group.
func (s *Service) delay(waiting map[name.Key]bool) {
	for i := range s.Rules {
		if waiting[s.Rules[i].Key] {
			s.Rules[i].BlockedOn = plan.RoomBlockers(name.ServiceGroup(s.Spec.Name))
		}
	}
}

// answersAt reports whether a rule lets requests in to a port of a target group
// that still exists.
func (s *Service) answersAt(rule name.Key, seen live.State) bool {
	return slices.ContainsFunc(seen.Keys(name.TargetGroups), func(k name.Key) bool {
		service, port := name.TargetGroupOf(k)
		return service == s.Spec.Name && rule == name.ServiceIngress(port, service)
	})
}

// reachesStoreInUse reports whether a rule leads to a store that the tasks of the
// service still use.
func (s *Service) reachesStoreInUse(rule name.Key, seen live.State) bool {
	return slices.ContainsFunc(plan.Stores, func(store v1alpha1.Store) bool {
		return rule == name.ServiceEgress(string(store), s.Spec.Name) && seen.Uses(s.Spec.Name, store)
	})
}

// ports are those at which the tasks answer: the service's own, and those of
// target groups of an earlier claim.
func (s *Service) ports() []int64 {
	var out []int64
	if s.Spec.Port > 0 {
		out = append(out, s.Spec.Port)
	}
	for _, r := range s.Registrations {
		out = append(out, r.Port)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// portName returns the name of a port in Service Connect.
func portName(port int64) string { return "port-" + strconv.FormatInt(port, 10) }

package plan

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A LoadBalancer spreads requests over the services.
type LoadBalancer struct {
	Name               string
	SecurityGroup      SecurityGroup
	Internal           bool
	DualStack          bool
	Subnets            []name.Key
	IdleTimeoutSeconds int64
	Protected          bool

	// Missing says what must be true before it can be created.
	Missing string
}

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

// Quiet connections are closed after these times unless the claim says
// otherwise. A WebSocket is quiet whenever nobody types.
const (
	idleSeconds          = 60
	idleSecondsWebSocket = 3600
)

// The ports at which the load balancer listens.
const (
	PortHTTP  = 80
	PortHTTPS = 443
)

func (e *Edge) planLoadBalancer(seen observed.View) {
	spec := e.Spec.Edge
	tier := v1alpha1.TierPublic
	if spec.Scheme == v1alpha1.SchemeInternal {
		tier = v1alpha1.TierPrivate
	}
	lb := LoadBalancer{
		Name: fixedField(seen, name.LoadBalancer, "name", e.Names.LoadBalancer()),
		SecurityGroup: SecurityGroup{
			Name:        fixedField(seen, name.LoadBalancerGroup, "name", e.Names.SecurityGroup(name.LoadBalancer)),
			Description: fixedField(seen, name.LoadBalancerGroup, "description", "Load balancer: HTTP and HTTPS in, the services out"),
		},
		Internal:           spec.Scheme == v1alpha1.SchemeInternal,
		IdleTimeoutSeconds: idleTimeout(e.Spec),
		Protected:          EdgeProtected(e.Spec),
	}
	for _, z := range e.Spec.Zones {
		lb.Subnets = append(lb.Subnets, name.Subnet(tier, z))
	}
	lb.DualStack, lb.Missing = e.families(lb.Subnets, seen)
	lb.Missing = cmp.Or(lb.Missing, e.AccessLogs.unready(seen))
	e.LoadBalancer = lb
}

// families tells whether the load balancer has IPv6: as the claim says of a
// network of its own, and as its subnets do in one that was adopted.
func (e *Edge) families(subnets []name.Key, seen observed.View) (dual bool, missing string) {
	if e.Spec.Network.Existing == nil {
		return dualStack(e.Spec), ""
	}
	for _, k := range subnets {
		if seen.Status(k, "id") == "" {
			return false, "the adopted subnets"
		}
		if seen.Status(k, "ipv6CidrBlock") == "" {
			return false, ""
		}
	}
	return true, ""
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

// planIngress opens both ports to every block that may connect: everywhere, in
// the families that the network has, unless the claim names blocks.
func (e *Edge) planIngress(seen observed.View) {
	cidrs := e.Spec.Edge.AllowedCIDRs
	if len(cidrs) == 0 {
		cidrs = []string{"0.0.0.0/0"}
		if e.LoadBalancer.DualStack {
			cidrs = append(cidrs, "::/0")
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
// admits is: nobody is locked out in between.
func (e *Edge) leaveIngress(seen observed.View) {
	wanted := map[name.Key]bool{}
	ready := true
	for _, r := range e.Ingress {
		wanted[r.Key] = true
		ready = ready && seen.Ready(r.Key)
	}
	if ready {
		return
	}
	for _, k := range seen.Keys(name.LoadBalancerIngresses) {
		if !wanted[k] {
			e.Leaving = append(e.Leaving, k)
		}
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

// subnetCIDR is the block of a subnet: from the claim, or as AWS reports it of
// one that was adopted.
func (p Platform) subnetCIDR(t v1alpha1.Tier, z v1alpha1.Zone, seen observed.View) (cidr, missing string) {
	if p.Spec.Network.Existing == nil {
		block, err := p.Spec.SubnetCIDR(t, z)
		if err != nil {
			return "", err.Error()
		}
		return block.String(), ""
	}
	if cidr = seen.Status(name.Subnet(t, z), "cidrBlock"); cidr == "" {
		return "", "the block of the adopted subnet"
	}
	return cidr, ""
}

// withRoutes are the services that requests are routed to, in the order of their
// names.
func withRoutes(s *v1alpha1.PlatformSpec) []v1alpha1.ServiceSpec {
	var out []v1alpha1.ServiceSpec
	for _, service := range s.Services {
		if len(service.Paths)+len(service.Hosts) > 0 {
			out = append(out, service)
		}
	}
	slices.SortFunc(out, func(a, b v1alpha1.ServiceSpec) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

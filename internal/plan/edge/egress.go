package edge

import (
	"maps"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// An Egress lets the load balancer reach a port: of a service's tasks, by their
// security group, or of whatever answers in a subnet.
type Egress struct {
	Key  name.Key
	Port int64

	// Peer is the security group of the tasks of Service; without one, CIDR is
	// where the targets are.
	Peer    name.Key
	Service string
	CIDR    string

	// BlockedOn says what must be known before the rule can be created.
	BlockedOn plan.Blockers
}

// planEgress lets the load balancer reach nothing but the services' ports: the
// tasks of services with an image by their security group, and targets that are
// registered outside of the platform by the CIDR blocks of the private subnets. Health checks use the same
// ports. Services share rules by block: AWS refuses the same rule twice.
func (e *Plan) planEgress(seen live.State) {
	blocks := map[int64]bool{}
	byGroup := e.Spec.ReachedByGroup(len(seen.Keys(name.LoadBalancerEgressesTo)) > 0)
	for _, g := range e.TargetGroups {
		if byGroup && e.runsTasks(g.Service) {
			e.Egress = append(e.Egress, Egress{
				Key: name.LoadBalancerEgressTo(g.Port, g.Service), Port: g.Port, Peer: name.ServiceGroup(g.Service), Service: g.Service,
			})
			continue
		}
		blocks[g.Port] = true
	}
	for _, port := range slices.Sorted(maps.Keys(blocks)) {
		for _, z := range e.Spec.Zones {
			subnet := name.Subnet(v1alpha1.TierPrivate, z)
			r := Egress{Key: name.LoadBalancerEgress(port, subnet), Port: port}
			r.CIDR, r.BlockedOn = e.subnetCIDR(v1alpha1.TierPrivate, z, seen)
			e.Egress = append(e.Egress, r)
		}
	}
	e.leaveEgress(seen)
}

func (e *Plan) runsTasks(service string) bool {
	return slices.ContainsFunc(plan.WithImage(e.Spec), func(s *v1alpha1.ServiceSpec) bool { return s.Name == service })
}

// leaveEgress keeps what leads to target groups that are on their way out, and
// what led to a service another way until the new way is open and leads to
// tasks, as far as the group has room.
func (e *Plan) leaveEgress(seen live.State) {
	wanted := make([]name.Key, 0, len(e.Egress))
	ports := e.leavingPorts(seen)
	for _, r := range e.Egress {
		wanted = append(wanted, r.Key)
		if !seen.Ready(r.Key) || (r.Service != "" && !seen.Ready(name.Service(r.Service))) {
			ports = append(ports, r.Port)
		}
	}
	old := slices.DeleteFunc(seen.Keys(name.LoadBalancerEgresses), func(k name.Key) bool {
		return slices.Contains(wanted, k) || !slices.Contains(ports, seen.SecurityGroupRule(k).RequestedFromPort())
	})
	e.Draining = append(e.Draining, e.fitEgress(old, seen)...)
}

// fitEgress has the group hold old rules and new ones together, and returns the
// old ones that stay. New ones wait where there is no room: old ones leave port by
// port, as soon as the new ones of a port are there. Where there is no room for
// the first port either, and nothing is on its way that makes some, old ones have
// to make it, or nothing would ever leave.
func (e *Plan) fitEgress(old []name.Key, seen live.State) []name.Key {
	created, existing, underway := e.splitEgress(seen)
	var forced int64
	if len(created) > 0 && !underway {
		forced = created[0].Port
	}
	room := withholdEgress(created, v1alpha1.MaxGroupRules-len(old)-existing, forced)
	return makeRoom(old, -room, forced, seen)
}

// splitEgress returns the rules that can be created, and the number of those that
// exist, of which one may be on its way.
func (e *Plan) splitEgress(seen live.State) (created []*Egress, existing int, underway bool) {
	for i := range e.Egress {
		switch r := &e.Egress[i]; {
		case seen.Has(r.Key):
			existing++
			underway = underway || !seen.Ready(r.Key)
		case len(r.BlockedOn) == 0:
			created = append(created, r)
		}
	}
	return created, existing, underway
}

// withholdEgress has rules wait that the group has no room for, other than those of
// a port, and returns the room that is left.
func withholdEgress(created []*Egress, room int, forced int64) int {
	for _, r := range created {
		if room <= 0 && r.Port != forced {
			r.BlockedOn = plan.RoomBlockers(name.LoadBalancerGroup)
			continue
		}
		room--
	}
	return room
}

// makeRoom gives some old rules up, and those of a port before others: what takes
// their place is created at the same time.
func makeRoom(old []name.Key, rules int, port int64, seen live.State) []name.Key {
	for _, ofPort := range []bool{true, false} {
		old = slices.DeleteFunc(old, func(k name.Key) bool {
			goes := rules > 0 && ofPort == (seen.SecurityGroupRule(k).RequestedFromPort() == port)
			if goes {
				rules--
			}
			return goes
		})
	}
	return old
}

// leavingPorts are the ports of target groups that are on their way out.
func (e *Plan) leavingPorts(seen live.State) []int64 {
	var ports []int64
	for _, k := range e.Draining {
		if strings.HasPrefix(string(k), name.TargetGroups) {
			ports = append(ports, seen.TargetGroup(k).RequestedPort())
		}
	}
	return ports
}

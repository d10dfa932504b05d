package compute

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
)

// planZones decides in which subnets the tasks of a service run. A service that
// exists goes into a new zone when tasks can get their image there, and requests
// come to them: ECS deploys all tasks again, and rolls back if they do not become
// healthy.
func (c *Plan) planZones(s *Service, seen live.State) {
	r := plan.ZonalResource{Key: s.Key, Tier: v1alpha1.TierPrivate}
	placement, pending := c.Place(r, func(z v1alpha1.Zone) plan.Blockers {
		return plan.FirstBlockers(c.SubnetBlockers(r.Tier, z, seen), c.lackingWay(z, seen), c.lackingLoadBalancer(s, z, seen))
	}, seen)
	c.Progress = append(c.Progress, pending...)
	s.Placement = placement
	var group plan.Blockers
	s.GroupID, group = plan.CurrentGroupID(name.ServiceGroup(s.Spec.Name), s.Key, seen)
	s.BlockedOn = slices.Concat(placement.BlockedOn, group)
}

// lackingWay says which way from a private subnet to the images is not there yet,
// or nothing. ECR keeps layers in S3.
func (c *Plan) lackingWay(z v1alpha1.Zone, seen live.State) plan.Blockers {
	ways := c.wayOut(name.Subnet(v1alpha1.TierPrivate, z))
	for _, e := range c.out.Endpoints {
		for _, t := range e.In {
			if t.To == name.RouteTableOf(v1alpha1.TierPrivate, z) {
				ways = append(ways, t.Key)
			}
		}
	}
	for _, k := range ways {
		if !seen.Ready(k) {
			return plan.Blockers{{On: k}}
		}
	}
	return nil
}

// lackingLoadBalancer says that the load balancer in front of a service is not in
// a zone, or nothing. Targets in a zone that is not enabled for it are unused to
// it: it does not check their health, and ECS gives up on such tasks.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
func (c *Plan) lackingLoadBalancer(s *Service, z v1alpha1.Zone, seen live.State) plan.Blockers {
	if c.Spec.Edge == nil || !plan.Routed(*s.Spec) || c.balancedIn(z, seen) {
		return nil
	}
	return plan.Blockers{{On: name.LoadBalancer}}
}

// balancedIn reports whether AWS says that the load balancer is in a zone.
func (c *Plan) balancedIn(z v1alpha1.Zone, seen live.State) bool {
	return seen.LoadBalancer().HasSubnet(seen.ID(name.Subnet(plan.LoadBalancerTier(c.Spec), z)))
}

// unbalanced are the zones of the claim in which the load balancer is not, as
// what a service that is made in all of them waits for.
func (c *Plan) unbalanced(s *Service, seen live.State) plan.Blockers {
	var out plan.Blockers
	for _, z := range c.Spec.Zones {
		for _, b := range c.lackingLoadBalancer(s, z, seen) {
			out = append(out, plan.Blocker{On: b.On, Why: string(b.On) + " in zone " + string(z)})
		}
	}
	return out
}

// wayOut are the routes by which a private subnet reaches the internet. One that
// was adopted has its own.
func (c *Plan) wayOut(subnet name.Key) []name.Key {
	var out []name.Key
	for _, r := range c.out.Routes {
		leads := r.NATGateway != "" || r.EgressOnlyGateway != ""
		if leads && slices.Contains(c.out.Associations, network.Association{Key: name.Association(subnet), Subnet: subnet, Table: r.Table}) {
			out = append(out, r.Key)
		}
	}
	return out
}

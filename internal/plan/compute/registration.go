package compute

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// planRegistrations has the tasks of a service registered in its target group
// as soon as that is attached to the load balancer: ECS takes a service into no
// other. Groups of an earlier claim stay beside it for as long as requests may
// go there.
func (c *Plan) planRegistrations(s *Service, seen live.State) {
	registered := seen.Service(s.Key).RequestedRegistrations()
	for _, r := range registered {
		if seen.MayForwardTo(r.ARN) {
			s.Registrations = append(s.Registrations, r)
		}
	}
	if !plan.Routed(*s.Spec) {
		return
	}
	group := plan.TargetGroupOf(*s.Spec)
	want := live.Registration{ARN: seen.ARN(group), Port: s.Spec.Port}
	switch {
	case len(registered) > 0 && !slices.Contains(registered, want) && c.external(s, seen):
		s.Registrations = registered
		c.Progress = append(c.Progress, plan.Progress{Text: string(s.Key) + " stays at its port: a pipeline decides on its task definition, and that has no other; set imageManagedExternally: false for as long as the port changes"})
	case want.ARN == "":
		s.BlockedOn = plan.ARNBlockers(group, want.ARN)
	case slices.Contains(registered, want) || seen.Attached(want.ARN):
		if !slices.Contains(s.Registrations, want) {
			s.Registrations = append(s.Registrations, want)
		}
	default:
		s.BlockedOn = plan.Blockers{{On: group, Why: "a rule that sends requests to " + string(group)}}
	}
	slices.SortFunc(s.Registrations, func(a, b live.Registration) int {
		return cmp.Or(cmp.Compare(a.Port, b.Port), cmp.Compare(a.ARN, b.ARN))
	})
}

package compute

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Rollout is which task definition a service runs, and which it ran.
type Rollout struct {
	// ARN is the task definition that the service is asked to run.
	ARN string

	// External leaves later deployments to a pipeline: the service only starts with
	// the ARN.
	External bool

	// Running is the task definition that AWS was last seen to run.
	Running string

	// Rejected is the one that could not be deployed. It is not tried again.
	Rejected string
}

// external reports whether a pipeline has taken the task definition over: from
// the moment that the service exists.
func (c *Plan) external(s *Service, seen live.State) bool {
	return s.Spec.ImageManagedExternally && seen.Has(s.Key) && len(seen.TaskDefinitions(s.Spec.Name)) > 0
}

// planRollout moves a service to the wanted task definition once AWS has it,
// and keeps earlier ones: all of them until the service is seen with the wanted
// one, and then the last one, which ECS falls back to.
//
// ECS takes a deployment that does not come to run back by itself. A service that
// was seen with the wanted definition, and then with an earlier one, was taken
// back. Asked for the wanted one again it would fail again, in each reconcile: it
// stays with the earlier one until the definition changes.
func (c *Plan) planRollout(s *Service, seen live.State) {
	s.Rollout = Rollout{External: s.Spec.ImageManagedExternally}
	s.Rollout.Running = s.lastSeen(seen.ARN(s.wantedDefinition()), c.Recorded[s.Spec.Name].TaskDefinitionARN, seen)
	switch {
	case s.Definition == nil:
		c.leaveRollout(s, seen)
	case len(s.Definition.BlockedOn) > 0:
		c.holdRollout(s, seen)
	default:
		c.rollOut(s, seen)
	}
}

// leaveRollout leaves the task definition to a pipeline: that with which the
// service began stays.
func (c *Plan) leaveRollout(s *Service, seen live.State) {
	known := seen.TaskDefinitions(s.Spec.Name)
	c.Pinned = append(c.Pinned, known...)
	s.Rollout.ARN = seen.ARN(seen.OldestTaskDefinition(known))
	if s.Rollout.ARN == "" {
		s.BlockedOn = plan.FirstBlockers(s.BlockedOn, plan.Blockers{{Why: "the ARN of its task definition"}})
	}
}

// holdRollout keeps all task definitions as long as it is not known which one the
// claim asks for.
func (c *Plan) holdRollout(s *Service, seen live.State) {
	c.Draining = append(c.Draining, seen.TaskDefinitions(s.Spec.Name)...)
	s.BlockedOn = plan.FirstBlockers(s.Definition.BlockedOn, s.BlockedOn)
	s.Rollout.Rejected = c.Recorded[s.Spec.Name].RejectedTaskDefinition
}

// rollOut moves the service to the wanted task definition, or leaves it with the
// earlier one that ECS went back to.
func (c *Plan) rollOut(s *Service, seen live.State) {
	wanted := seen.ARN(s.Definition.Key)
	earlier := slices.DeleteFunc(seen.TaskDefinitions(s.Spec.Name), func(k name.Key) bool { return k == s.Definition.Key })
	c.keepEarlier(s, wanted, earlier, seen)
	s.Rollout.ARN = wanted
	s.BlockedOn = plan.FirstBlockers(s.BlockedOn, plan.ARNBlockers(s.Definition.Key, wanted))
	switch {
	case wanted == "" && seen.Has(s.Definition.Key):
		s.Rollout.Rejected = c.Recorded[s.Spec.Name].RejectedTaskDefinition
	case wanted != "" && c.rejected(s, wanted, earlier, seen):
		c.fallBack(s, wanted, seen)
	}
}

// keepEarlier keeps earlier task definitions: all of them until the service runs
// the wanted one, and then the one that ECS falls back to.
func (c *Plan) keepEarlier(s *Service, wanted string, earlier []name.Key, seen live.State) {
	if wanted == "" || !live.SameTaskDefinition(seen.Service(s.Key).TaskDefinition(), wanted) {
		c.Draining = append(c.Draining, earlier...)
		return
	}
	c.Pinned = append(c.Pinned, seen.LatestTaskDefinitions(earlier)...)
}

// lastSeen is the task definition that AWS was last seen to run. What cannot be
// judged yet is not forgotten, and what is on its way from one to another was not
// seen to run either.
func (s *Service) lastSeen(wanted, was string, seen live.State) string {
	running := seen.Service(s.Key).TaskDefinition()
	if s.Definition != nil && (wanted == "" || !live.SameTaskDefinition(seen.Service(s.Key).RequestedTaskDefinition(), running)) {
		return cmp.Or(was, running)
	}
	return cmp.Or(running, was)
}

// wantedDefinition is the key of the task definition that the claim asks for, or
// empty where that is not known or not the claim's to say.
func (s *Service) wantedDefinition() name.Key {
	if s.Definition == nil {
		return ""
	}
	return s.Definition.Key
}

// rejected reports whether the wanted task definition was deployed and taken
// back.
func (c *Plan) rejected(s *Service, wanted string, earlier []name.Key, seen live.State) bool {
	was, running := c.Recorded[s.Spec.Name], seen.Service(s.Key).TaskDefinition()
	if s.Rollout.External {
		return false
	}
	if was.RejectedTaskDefinition == wanted {
		return true
	}
	back := slices.ContainsFunc(earlier, func(k name.Key) bool { return live.SameTaskDefinition(seen.ARN(k), running) })
	return (back || live.EarlierTaskDefinition(running, wanted)) && live.SameTaskDefinition(was.TaskDefinitionARN, wanted) && live.SameTaskDefinition(seen.Service(s.Key).RequestedTaskDefinition(), wanted)
}

// fallBack leaves a service with what ECS went back to, target groups included.
func (c *Plan) fallBack(s *Service, wanted string, seen live.State) {
	was, running := c.Recorded[s.Spec.Name].TaskDefinitionARN, seen.Service(s.Key).TaskDefinition()
	s.Rollout.Rejected, s.Rollout.ARN = wanted, ""
	for _, arn := range []string{seen.Service(s.Key).RequestedTaskDefinition(), running, was} {
		if arn != "" && !live.SameTaskDefinition(arn, wanted) {
			s.Rollout.ARN = arn
			break
		}
	}
	if live.SameTaskDefinition(s.Rollout.Running, wanted) {
		s.Rollout.Running = s.Rollout.ARN
	}
	if s.Rollout.ARN == "" {
		s.BlockedOn = plan.FirstBlockers(s.BlockedOn, plan.Blockers{{Why: "the task definition that it went back to"}})
	}
	if is := seen.Service(s.Key).Registrations(); len(is) > 0 {
		s.Registrations = is
	}
	c.RolledBack = append(c.RolledBack, fmt.Sprintf("%s runs %s: %s did not come to run and was rolled back, and is not tried again until it changes",
		s.Key, live.Revision(s.Rollout.ARN), live.Revision(wanted)))
}

package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Rollout is which task definition a service runs, and which it ran.
type Rollout struct {
	// ARN is the task definition that the service is asked to run.
	ARN string

	// External leaves later deployments to a pipeline: the ARN is what the
	// service starts with.
	External bool

	// Running is the task definition that AWS was last seen to run.
	Running string

	// Rejected is the one that could not be deployed. It is not tried again.
	Rejected string
}

// external reports whether a pipeline has taken the task definition over: from
// the moment that the service exists.
func (c *Compute) external(s *Service, seen observed.View) bool {
	return s.Spec.ImageManagedExternally && seen.Has(s.Key) && len(definitionsOf(s.Spec.Name, seen)) > 0
}

// definitionsOf are the observed task definitions of a service.
func definitionsOf(service string, seen observed.View) []name.Key {
	return name.Of(service, seen.Keys(name.TaskDefinitions), name.TaskDefinitions)
}

// planRollout moves a service to the wanted task definition once AWS has it,
// and keeps earlier ones: all of them until the service is seen with the wanted
// one, and then the last one, which ECS falls back to.
//
// ECS takes a deployment that does not come to run back by itself. A service that
// was seen with the wanted definition, and then with an earlier one, was taken
// back. Asked for the wanted one again it would fail again, and so for ever: it
// stays with the earlier one until the definition changes.
func (c *Compute) planRollout(s *Service, seen observed.View) {
	known := definitionsOf(s.Spec.Name, seen)
	was := c.Recorded[s.Spec.Name]
	running := seen.Status(s.Key, "taskDefinition")
	s.Rollout = Rollout{External: s.Spec.ImageManagedExternally}
	wanted := seen.Status(c.wantedDefinition(s), "arn")
	s.Rollout.Running = s.lastSeen(wanted, running, was.TaskDefinitionARN, seen)
	switch {
	case s.Definition == nil:
		c.Pinned = append(c.Pinned, known...)
		s.Rollout.ARN = seen.Status(oldest(known, seen), "arn")
		if s.Rollout.ARN == "" {
			s.Missing = cmp.Or(s.Missing, "the ARN of its task definition")
		}
		return
	case s.Definition.Missing != "":
		c.Draining = append(c.Draining, known...)
		s.Missing = cmp.Or(s.Definition.Missing, s.Missing)
		s.Rollout.Rejected = was.RejectedTaskDefinition
		return
	}
	earlier := slices.DeleteFunc(slices.Clone(known), func(k name.Key) bool { return k == s.Definition.Key })
	if wanted == "" || !sameDefinition(running, wanted) {
		c.Draining = append(c.Draining, earlier...)
	} else {
		c.Pinned = append(c.Pinned, latest(earlier, seen)...)
	}
	s.Rollout.ARN = wanted
	switch {
	case wanted == "" && seen.Has(s.Definition.Key):
		s.Rollout.Rejected = was.RejectedTaskDefinition
		s.Missing = cmp.Or(s.Missing, "the ARN of "+string(s.Definition.Key))
	case wanted == "":
		s.Missing = cmp.Or(s.Missing, "the ARN of "+string(s.Definition.Key))
	case c.rejected(s, wanted, running, earlier, seen):
		c.fallBack(s, wanted, running, seen)
	}
}

// lastSeen is the task definition that AWS was last seen to run. What cannot be
// judged yet is not forgotten, and what is on its way from one to another was not
// seen to run either.
func (s *Service) lastSeen(wanted, running, was string, seen observed.View) string {
	if s.Definition != nil && (wanted == "" || !sameDefinition(seen.Spec(s.Key, "taskDefinition"), running)) {
		return cmp.Or(was, running)
	}
	return cmp.Or(running, was)
}

// wantedDefinition is the key of the task definition that the claim asks for, or
// empty where that is not known or not the claim's to say.
func (c *Compute) wantedDefinition(s *Service) name.Key {
	if s.Definition == nil {
		return ""
	}
	return s.Definition.Key
}

// rejected reports whether the wanted task definition was deployed and taken
// back.
func (c *Compute) rejected(s *Service, wanted, running string, earlier []name.Key, seen observed.View) bool {
	was := c.Recorded[s.Spec.Name]
	if s.Rollout.External {
		return false
	}
	if was.RejectedTaskDefinition == wanted {
		return true
	}
	back := slices.ContainsFunc(earlier, func(k name.Key) bool { return sameDefinition(seen.Status(k, "arn"), running) })
	return (back || older(running, wanted)) && sameDefinition(was.TaskDefinitionARN, wanted) && sameDefinition(seen.Spec(s.Key, "taskDefinition"), wanted)
}

// older reports whether a task definition is an earlier revision of another. ECS
// goes back to the last one that came to run, however many did not since.
func older(a, b string) bool {
	family, number, _ := strings.Cut(revision(a), ":")
	other, than, _ := strings.Cut(revision(b), ":")
	x, err := strconv.Atoi(number)
	y, problem := strconv.Atoi(than)
	return err == nil && problem == nil && family == other && x < y
}

// fallBack leaves a service with what ECS went back to, target groups included.
func (c *Compute) fallBack(s *Service, wanted, running string, seen observed.View) {
	was := c.Recorded[s.Spec.Name].TaskDefinitionARN
	s.Rollout.Rejected, s.Rollout.ARN = wanted, ""
	for _, arn := range []string{seen.Spec(s.Key, "taskDefinition"), running, was} {
		if arn != "" && !sameDefinition(arn, wanted) {
			s.Rollout.ARN = arn
			break
		}
	}
	if sameDefinition(s.Rollout.Running, wanted) {
		s.Rollout.Running = s.Rollout.ARN
	}
	if s.Rollout.ARN == "" {
		s.Missing = cmp.Or(s.Missing, "the task definition that it went back to")
	}
	if is := registrations(s.Key, seen.Status); len(is) > 0 {
		s.Registrations = is
	}
	c.RolledBack = append(c.RolledBack, fmt.Sprintf("%s runs %s: %s did not come to run and was rolled back, and is not tried again until it changes",
		s.Key, revision(s.Rollout.ARN), revision(wanted)))
}

// latest is the last of the earlier task definitions. What is not known counts
// as the last.
func latest(earlier []name.Key, seen observed.View) []name.Key {
	last := int64(0)
	for _, k := range earlier {
		last = max(last, number(seen.Status(k, "revision")))
	}
	return slices.DeleteFunc(slices.Clone(earlier), func(k name.Key) bool {
		r := number(seen.Status(k, "revision"))
		return r != 0 && r < last
	})
}

// oldest is the task definition with the lowest revision.
func oldest(keys []name.Key, seen observed.View) name.Key {
	return slices.MinFunc(keys, func(a, b name.Key) int {
		return cmp.Or(cmp.Compare(number(seen.Status(a, "revision")), number(seen.Status(b, "revision"))), cmp.Compare(a, b))
	})
}

// revision is the part of a task definition's ARN that tells them apart: family
// and number.
func revision(arn string) string { return arn[strings.LastIndex(arn, "/")+1:] }

// sameDefinition reports whether two names are of the same task definition. AWS
// takes ARNs, and family and number alone.
func sameDefinition(a, b string) bool { return a != "" && revision(a) == revision(b) }

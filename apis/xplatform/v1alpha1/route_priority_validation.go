package v1alpha1

import (
	"cmp"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/internal/route"
)

// A span is the priorities that a service's own one asks for: as many as it has
// rules.
type span struct {
	first, last int
	service     string
	path        *field.Path
}

// validatePriorities checks that explicit priorities stay out of the automatic
// ones and of each other.
func validatePriorities(all []claimed, services []ServiceSpec, path *field.Path) field.ErrorList {
	count := make([]int, len(services))
	for _, c := range all {
		if c.Route != route.Default {
			count[c.position]++
		}
	}
	var faults field.ErrorList
	var spans []span
	for i := range services {
		s := &services[i]
		if s.Priority == nil {
			continue
		}
		p := span{first: int(*s.Priority), last: int(*s.Priority) + count[i] - 1, service: s.Name, path: path.Index(i).Child("priority")}
		if fault := p.validate(count[i]); fault != nil {
			faults = append(faults, fault)
			continue
		}
		spans = append(spans, p)
	}
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	for i := 1; i < len(spans); i++ {
		if a, b := spans[i-1], spans[i]; a.last >= b.first {
			faults = append(faults, field.Invalid(b.path, b.first, fmt.Sprintf(
				"service %s uses priorities %d to %d, and service %s (%s) uses %d to %d: they must not overlap",
				b.service, b.first, b.last, a.service, a.path, a.first, a.last)))
		}
	}
	return faults
}

// validate checks a service's own span alone.
func (s span) validate(rules int) *field.Error {
	switch {
	case rules == 0:
		return field.Invalid(s.path, s.first, "has no effect: the service has no rule with a priority (/* without hosts is the default, and always comes last)")
	case s.first >= route.FirstAutomatic && s.first <= route.LastAutomatic:
		return field.Invalid(s.path, s.first, fmt.Sprintf("%d to %d are assigned automatically: choose a lower number to precede all automatic rules, or a higher one to follow them",
			route.FirstAutomatic, route.LastAutomatic))
	case s.first < route.FirstAutomatic && s.last >= route.FirstAutomatic:
		return s.tooHigh(rules, route.FirstAutomatic)
	case s.last > route.LastPriority:
		return s.tooHigh(rules, route.LastPriority+1)
	}
	return nil
}

func (s span) tooHigh(rules, end int) *field.Error {
	return field.Invalid(s.path, s.first, fmt.Sprintf("the service has %d rules, and so uses priorities %d to %d: choose at most %d",
		rules, s.first, s.last, end-rules))
}

// validateReach refuses routes that never get a request, because a rule that is
// judged earlier takes them all. Only an explicit priority can do that: by
// specificity, whatever takes more comes later.
func validateReach(all []claimed) field.ErrorList {
	sorted := slices.DeleteFunc(slices.Clone(all), func(c claimed) bool { return c.Route == route.Default })
	slices.SortStableFunc(sorted, func(a, b claimed) int {
		return cmp.Or(cmp.Compare(a.priority(), b.priority()), route.Compare(a.Route, b.Route))
	})
	var faults field.ErrorList
	for i, c := range sorted {
		for _, earlier := range sorted[:i] {
			if earlier.priority() != c.priority() && earlier.position != c.position && earlier.Covers(c.Route) {
				faults = append(faults, c.invalid("service %s never gets a request for %s: %s matches them all with %s, and is evaluated earlier because of priority",
					c.service.Name, c.Route, earlier, earlier.Route))
				break
			}
		}
	}
	return faults
}

// priority is where the route stands among those of other services: at the
// service's own priority, else with all automatic ones.
func (c claimed) priority() int {
	if c.service.Priority != nil {
		return int(*c.service.Priority)
	}
	return route.FirstAutomatic
}

package plan

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Registration is a target group that a service's tasks are registered in, by
// its ARN, and the port at which they answer there. Lists hold no references.
type Registration struct {
	ARN  string
	Port int64
}

// maxRegistrations is how many target groups a service can be in.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
const maxRegistrations = 5

// planRegistrations has the tasks of a service registered in its target group
// as soon as that is attached to the load balancer: ECS takes a service into no
// other. Groups of an earlier claim stay beside it for as long as requests may
// go there.
func (c *Compute) planRegistrations(s *Service, seen observed.View) {
	registered := registrations(s.Key, seen.Spec)
	for _, r := range registered {
		if mayForwardToARN(r.ARN, seen) {
			s.Registrations = append(s.Registrations, r)
		}
	}
	if !routed(*s.Spec) {
		return
	}
	group := targetGroupOf(*s.Spec)
	want := Registration{ARN: seen.Status(group, "arn"), Port: s.Spec.Port}
	switch {
	case len(registered) > 0 && !slices.Contains(registered, want) && c.external(s, seen):
		s.Registrations = registered
		c.Progress = append(c.Progress, string(s.Key)+" stays at its port: a pipeline decides on its task definition, and that has no other; set imageManagedExternally: false for as long as the port changes")
	case want.ARN == "":
		s.Missing = "the ARN of " + string(group)
	case slices.Contains(registered, want) || attached(want.ARN, seen):
		if !slices.Contains(s.Registrations, want) {
			s.Registrations = append(s.Registrations, want)
		}
	default:
		s.Missing = "a rule that sends requests to " + string(group)
	}
	slices.SortFunc(s.Registrations, func(a, b Registration) int { return cmp.Or(cmp.Compare(a.Port, b.Port), cmp.Compare(a.ARN, b.ARN)) })
}

// registrations are the target groups that a service is in, as it was asked for
// or as AWS reports it.
func registrations(service name.Key, field func(name.Key, ...string) string) []Registration {
	var out []Registration
	for i := range maxRegistrations {
		at := func(f string) string { return field(service, "loadBalancer", strconv.Itoa(i), f) }
		if arn := at("targetGroupArn"); arn != "" {
			out = append(out, Registration{ARN: arn, Port: number(at("containerPort"))})
		}
	}
	return out
}

// attached reports whether a rule or the listener is seen to know a target
// group.
func attached(arn string, seen observed.View) bool {
	return slices.ContainsFunc(forwarders(seen), func(f forwarder) bool {
		_, known := f.weighted(seen)[arn]
		return known && seen.Ready(f.key)
	})
}

// registeredIn reports whether a service may still have tasks in a target group.
// What is not known counts as use.
func registeredIn(group name.Key, seen observed.View) bool {
	owner, _ := name.TargetGroupOf(group)
	service := name.Service(owner)
	asked, is := registrations(service, seen.Spec), registrations(service, seen.Status)
	if len(asked)+len(is) == 0 {
		return false
	}
	arn := seen.Status(group, "arn")
	in := func(r Registration) bool { return r.ARN == arn }
	return arn == "" || len(is) == 0 || slices.ContainsFunc(asked, in) || slices.ContainsFunc(is, in)
}

// joined reports whether the tasks of a service are registered in a target
// group, or are none of the platform's.
func (p Platform) joined(service, arn string, seen observed.View) bool {
	for _, s := range withImage(p.Spec) {
		if s.Name == service {
			key := name.Service(service)
			is := registrations(key, seen.Status)
			return seen.Ready(key) && slices.ContainsFunc(is, func(r Registration) bool { return r.ARN == arn })
		}
	}
	return true
}

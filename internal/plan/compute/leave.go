package compute

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// leaveServices takes down what runs services that the claim no longer has, or
// no longer with an image. The tasks go first, and then everything that they
// stood on. Tasks of a service that is gone from the claim stay as long as
// requests may still be sent to them, as when its paths moved to another one.
func (c *Plan) leaveServices(seen live.State) {
	for _, service := range seen.Services() {
		spec := c.find(service)
		if spec != nil && spec.Image != "" {
			continue
		}
		if spec == nil && stillAsked(service, seen) {
			c.keep(seen, name.Service(service))
			c.Progress = append(c.Progress, plan.Progress{Text: string(name.Service(service)) + " stays until no more requests are sent to it"})
		}
		c.keep(seen, standsOn(service, seen)...)
	}
	c.leaveGroups(seen)
}

// leaveGroups keeps the security groups of services that are gone until no rule of
// another group names them.
func (c *Plan) leaveGroups(seen live.State) {
	for _, k := range seen.Keys(name.ServiceGroups) {
		spec := c.find(strings.TrimPrefix(string(k), name.ServiceGroups))
		wanted := spec != nil && spec.Image != ""
		if !wanted && !slices.Contains(c.Draining, k) && c.IsPeer(k, seen) {
			c.keep(seen, k)
		}
	}
}

func (c *Plan) find(service string) *v1alpha1.ServiceSpec {
	i := slices.IndexFunc(c.Spec.Services, func(s v1alpha1.ServiceSpec) bool { return s.Name == service })
	if i < 0 {
		return nil
	}
	return &c.Spec.Services[i]
}

// stillAsked reports whether requests may be sent to a target group of a
// service.
func stillAsked(service string, seen live.State) bool {
	return slices.ContainsFunc(groupsOf(service, seen), func(k name.Key) bool { return seen.MayForwardTo(seen.ARN(k)) })
}

// groupsOf returns the observed target groups of a service.
func groupsOf(service string, seen live.State) []name.Key {
	return slices.DeleteFunc(seen.Keys(name.TargetGroups), func(k name.Key) bool {
		owner, _ := name.TargetGroupOf(k)
		return owner != service
	})
}

// standsOn are the keys of everything that the tasks of a service need.
func standsOn(service string, seen live.State) []name.Key {
	prefixes := []string{name.ServiceIngresses, name.ServiceEgresses, name.RoleAttachments, name.TaskDefinitions}
	several := make([][]name.Key, 0, len(prefixes))
	for _, prefix := range prefixes {
		several = append(several, name.Of(service, seen.Keys(prefix), prefix))
	}
	return slices.Concat(append(several, []name.Key{
		name.ServiceGroup(service), name.ServiceLogGroup(service),
		name.TaskRole(service), name.TaskPolicy(service), name.ExecutionRole(service), name.ExecutionPolicy(service),
	})...)
}

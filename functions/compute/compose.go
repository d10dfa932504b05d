// Package compute composes the compute part of a platform: the ECS cluster, and
// for each service its tasks, roles, security group, logs and scaling.
package compute

import (
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/loggroup"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/run"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// Function returns the composition function.
func Function() *run.Function {
	return &run.Function{Condition: run.ComputeReady, Compose: Compose}
}

// Compose returns the resources that run the services of a platform.
func Compose(in run.Input) (run.Output, error) {
	c, err := compute.New(in.Platform, in.Observed)
	if err != nil {
		return run.Output{}, err
	}
	var s emit.Set
	addCluster(&s, c)
	for _, service := range c.Services {
		addService(&s, c, service)
	}
	return run.Output{Desired: s, Lifecycle: c.Lifecycle, Status: status(c, in.Observed)}, nil
}

func addCluster(s *emit.Set, c compute.Plan) {
	if n := c.Namespace; n != nil {
		s.Add(name.ConnectNamespace, namespace(c, *n))
	}
	if c.Cluster == nil {
		return
	}
	s.Add(name.ClusterLogGroup, loggroup.Of(c.Platform, c.Cluster.LogGroup))
	if e := c.Cluster.Exec; e != nil {
		s.Add(name.ExecLogGroup, loggroup.Of(c.Platform, e.LogGroup))
	}
	s.AddWhenKnown(c.Cluster.BlockedOn, name.Cluster, cluster(c, *c.Cluster))
	s.Add(name.ClusterProviders, capacityProviders(c))
}

func addService(s *emit.Set, c compute.Plan, v compute.Service) {
	s.Add(name.ServiceGroup(v.ClaimName), securitygroup.In(c.Platform, v.Group))
	for _, r := range v.Rules {
		s.AddWhenKnown(r.BlockedOn, r.Key, securityGroupRule(c, v, r))
	}
	s.Add(name.ServiceLogGroup(v.ClaimName), loggroup.Of(c.Platform, v.LogGroup))
	addRole(s, c, v.ExecutionRole)
	addRole(s, c, v.TaskRole)
	if d := v.Definition; d != nil && len(d.BlockedOn) == 0 {
		s.Add(d.Key, taskDefinition(c, *d))
	}
	s.AddWhenKnown(v.BlockedOn, v.Key, service(c, v))
	addScaling(s, c, v.Scaling)
}

func addRole(s *emit.Set, c compute.Plan, r compute.Role) {
	s.AddWhenKnown(r.BlockedOn, r.Key, role(c, r))
	if r.Policy != "" {
		s.AddWhenKnown(r.PolicyBlockedOn, r.Policy, rolePolicy(c, r))
	}
	for _, a := range r.Attachments {
		s.Add(a.Key, roleAttachment(c, r, a))
	}
}

func addScaling(s *emit.Set, c compute.Plan, g *compute.Scaling) {
	if g == nil {
		return
	}
	s.AddWhenKnown(g.BlockedOn, g.Key, scalingTarget(c, *g))
	for _, p := range g.Policies {
		s.AddWhenKnown(p.BlockedOn, p.Key, scalingPolicy(c, *g, p))
	}
}

package compute

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Scaling is how the number of a service's tasks follows its use.
type Scaling struct {
	Key      name.Key
	Resource string
	Min, Max int64
	Policies []ScalingPolicy

	// BlockedOn says what must exist before the bounds can be created.
	BlockedOn plan.Blockers
}

// A ScalingPolicy holds one metric at a value.
type ScalingPolicy struct {
	Key    name.Key
	Name   string
	Metric string
	Value  int64

	// Label says of which target group the metric is, where it is of one.
	Label string

	// BlockedOn says what must be known before the policy can be created.
	BlockedOn plan.Blockers
}

// The metrics that Application Auto Scaling can hold at a value.
// https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-ecs.html
const (
	metricCPU      = "ECSServiceAverageCPUUtilization"
	metricMemory   = "ECSServiceAverageMemoryUtilization"
	metricRequests = "ALBRequestCountPerTarget"
)

// planScaling plans the scaling of a service, or its number of tasks where the
// claim leaves no choice.
func (c *Plan) planScaling(s *Service, seen live.State) {
	spec := s.Spec.Replicas
	if spec.Min == spec.Max {
		s.DesiredCount = spec.Min
		return
	}
	key := name.ScalingTarget(s.Spec.Name)
	cluster := plan.CurrentNameOr(seen, name.Cluster, c.Names.Cluster())
	scaling := &Scaling{Key: key, Resource: "service/" + cluster + "/" + s.Name, Min: spec.Min, Max: spec.Max}
	if !seen.Has(key) && !seen.Ready(s.Key) {
		scaling.BlockedOn = plan.Blockers{{On: s.Key}}
	}
	scaling.add(name.CPUScaling(s.Spec.Name), "cpu", metricCPU, spec.CPUPercent, seen)
	if spec.MemoryPercent != nil {
		scaling.add(name.MemoryScaling(s.Spec.Name), "memory", metricMemory, *spec.MemoryPercent, seen)
	}
	if spec.RequestsPerTarget != nil && plan.Routed(*s.Spec) {
		p := scaling.add(name.RequestScaling(s.Spec.Name), "requests", metricRequests, *spec.RequestsPerTarget, seen)
		lb, group := seen.LoadBalancer().ARNSuffix(), seen.TargetGroup(measuredGroup(p.Key, *s.Spec, seen)).ARNSuffix()
		p.Label = lb + "/" + group
		if lb == "" || group == "" {
			p.BlockedOn = plan.FirstBlockers(p.BlockedOn, plan.Blockers{{Why: "the load balancer and its target group"}})
		}
	}
	s.Scaling = scaling
}

// measuredGroup returns the target group whose requests a service is scaled by: the
// one that gets them. While they move to another group, the policy stays with the
// one that it has until no requests go there any more. Measured by a group that
// gets none, the service would be scaled down under its load.
func measuredGroup(policy name.Key, service v1alpha1.ServiceSpec, seen live.State) name.Key {
	want := plan.TargetGroupOf(service)
	var serving []name.Key
	for _, k := range groupsOf(service.Name, seen) {
		if seen.MayCount(policy, k) && seen.MayServe(k) {
			return k
		}
		if seen.Serves(k) {
			serving = append(serving, k)
		}
	}
	if len(serving) == 0 || slices.Contains(serving, want) {
		return want
	}
	return serving[0]
}

// add has a metric held at a value. A policy needs the bounds to be there.
func (s *Scaling) add(k name.Key, named, metric string, value int64, seen live.State) *ScalingPolicy {
	p := ScalingPolicy{Key: k, Name: plan.CurrentNameOr(seen, k, named), Metric: metric, Value: value}
	if !seen.Has(k) {
		p.BlockedOn = s.BlockedOn
	}
	s.Policies = append(s.Policies, p)
	return &s.Policies[len(s.Policies)-1]
}

package compute

import (
	scaling "github.com/upbound/provider-aws/v2/apis/namespaced/appautoscaling/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// Namespace and dimension of ECS services in Application Auto Scaling.
const (
	scaledNamespace = "ecs"
	scaledDimension = "ecs:service:DesiredCount"
)

// Tasks are added soon after they are needed, and removed slowly.
const (
	scaleOutSeconds = 60.0
	scaleInSeconds  = 300.0
)

// scalingTarget returns the limits of the number of a service's tasks.
func scalingTarget(c compute.Plan, s compute.Scaling) *scaling.Target {
	return &scaling.Target{
		Spec: scaling.TargetSpec{
			ForProvider: scaling.TargetParameters{
				Region:            &c.Spec.Region,
				ServiceNamespace:  new(scaledNamespace),
				ScalableDimension: new(scaledDimension),
				ResourceID:        &s.Resource,
				MinCapacity:       optional.Number(s.Min),
				MaxCapacity:       optional.Number(s.Max),
			},
		},
	}
}

// scalingPolicy returns a target tracking policy, which adds and removes tasks
// to keep a metric at a value.
func scalingPolicy(c compute.Plan, s compute.Scaling, p compute.ScalingPolicy) *scaling.Policy {
	return &scaling.Policy{
		ObjectMeta: external.Name(p.Name),
		Spec: scaling.PolicySpec{
			ForProvider: scaling.PolicyParameters{
				Region:            &c.Spec.Region,
				PolicyType:        new("TargetTrackingScaling"),
				ServiceNamespace:  new(scaledNamespace),
				ScalableDimension: new(scaledDimension),
				ResourceIDRef:     refer.To(c.Names, s.Key),
				TargetTrackingScalingPolicyConfiguration: &scaling.TargetTrackingScalingPolicyConfigurationParameters{
					TargetValue:      optional.Number(p.Value),
					ScaleOutCooldown: new(scaleOutSeconds),
					ScaleInCooldown:  new(scaleInSeconds),
					PredefinedMetricSpecification: &scaling.PredefinedMetricSpecificationParameters{
						PredefinedMetricType: &p.Metric,
						ResourceLabel:        optional.Text(p.Label),
					},
				},
			},
		},
	}
}

package compute

import (
	ecs "github.com/upbound/provider-aws/v2/apis/namespaced/ecs/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// service returns the ECS service, whose tasks run in the private subnets of
// all zones. A deployment starts new tasks before it stops old ones, and is
// rolled back if they do not reach a steady state.
//
// It has a single reference, and so does not change after it was created: the
// provider creates a service in several steps and starts over whenever the
// resource changes in between.
func service(c compute.Plan, s compute.Service) *ecs.Service {
	return &ecs.Service{
		ObjectMeta: external.Name(s.Name),
		Spec: ecs.ServiceSpec{
			ForProvider: ecs.ServiceParameters{
				Region:                          &c.Spec.Region,
				ClusterRef:                      refer.To(c.Names, name.Cluster),
				TaskDefinition:                  deployed(s.Rollout),
				DesiredCount:                    fixedCount(s),
				CapacityProviderStrategy:        strategy(s),
				PlatformVersion:                 new("LATEST"),
				ForceNewDeployment:              optional.True(s.ForceNewDeployment),
				DeploymentMinimumHealthyPercent: new(100.0),
				DeploymentMaximumPercent:        new(200.0),
				DeploymentCircuitBreaker:        &ecs.DeploymentCircuitBreakerParameters{Enable: new(true), Rollback: new(true)},
				AvailabilityZoneRebalancing:     new("ENABLED"),
				NetworkConfiguration: &ecs.ServiceNetworkConfigurationParameters{
					AssignPublicIP: new(false),
					Subnets:        optional.Texts(s.Placement.SubnetIDs...),
					SecurityGroups: optional.Texts(s.GroupID),
				},
				LoadBalancer:                  loadBalancers(s),
				HealthCheckGracePeriodSeconds: s.GraceSeconds,
				ServiceConnectConfiguration:   serviceConnect(c, s),
				EnableExecuteCommand:          &s.Exec,
				EnableEcsManagedTags:          new(true),
				PropagateTags:                 new("SERVICE"),
			},
			InitProvider: ecs.ServiceInitParameters{
				TaskDefinition: initialDefinition(s.Rollout),
				DesiredCount:   startCount(s),

				HealthCheckGracePeriodSeconds: s.FormerGraceSeconds,
			},
		},
	}
}

// deployed returns the task definition that the service runs, unless a pipeline
// decides that.
func deployed(r compute.Rollout) *string {
	if r.External {
		return nil
	}
	return &r.ARN
}

// initialDefinition returns the task definition that the service starts with,
// if a pipeline deploys later ones.
func initialDefinition(r compute.Rollout) *string {
	if !r.External {
		return nil
	}
	return &r.ARN
}

// fixedCount returns the number of tasks of a service without scaling.
func fixedCount(s compute.Service) *float64 {
	if s.Scaling != nil {
		return nil
	}
	return optional.Number(s.DesiredCount)
}

// startCount returns the number of tasks that the service starts with. From
// then on scaling determines it.
func startCount(s compute.Service) *float64 {
	if s.Scaling == nil {
		return nil
	}
	return optional.Number(s.Scaling.Min)
}

// strategy returns the capacity provider strategy. A launch type would also
// select Fargate, but could only be changed to a strategy by replacing the
// service.
func strategy(s compute.Service) []ecs.CapacityProviderStrategyParameters {
	out := make([]ecs.CapacityProviderStrategyParameters, 0, len(s.Capacity))
	for _, c := range s.Capacity {
		out = append(out, ecs.CapacityProviderStrategyParameters{
			CapacityProvider: &c.Provider,
			Weight:           optional.Number(c.Weight),
			Base:             optional.Number(c.Base),
		})
	}
	return out
}

// loadBalancers returns the target groups that the tasks are registered in.
// They are named by ARN: references in a list would be overwritten in turn by
// two writers.
func loadBalancers(s compute.Service) []ecs.LoadBalancerParameters {
	out := make([]ecs.LoadBalancerParameters, 0, len(s.Registrations))
	for _, r := range s.Registrations {
		out = append(out, ecs.LoadBalancerParameters{
			ContainerName:  &s.ClaimName,
			ContainerPort:  optional.Number(r.Port),
			TargetGroupArn: &r.ARN,
		})
	}
	return out
}

// serviceConnect returns the configuration with which the service calls others
// by name, and is called.
func serviceConnect(c compute.Plan, s compute.Service) *ecs.ServiceConnectConfigurationParameters {
	k := s.Connect
	if k == nil {
		return nil
	}
	return &ecs.ServiceConnectConfigurationParameters{
		Enabled:   new(true),
		Namespace: &k.NamespaceARN,
		Service:   serves(k.Serves),
		LogConfiguration: &ecs.ServiceConnectConfigurationLogConfigurationParameters{
			LogDriver: new("awslogs"),
			Options: map[string]*string{
				"awslogs-group":         &s.LogGroup.Name,
				"awslogs-region":        &c.Spec.Region,
				"awslogs-stream-prefix": new(s.ClaimName + "-connect"),
			},
		},
	}
}

// serves returns the name and the port that others call.
func serves(v *compute.Serves) []ecs.ServiceConnectConfigurationServiceParameters {
	if v == nil {
		return nil
	}
	return []ecs.ServiceConnectConfigurationServiceParameters{{
		PortName:      &v.PortName,
		DiscoveryName: &v.DNSName,
		ClientAlias:   &ecs.ClientAliasParameters{DNSName: &v.DNSName, Port: optional.Number(v.Port)},
	}}
}

package compute

import (
	ecs "github.com/upbound/provider-aws/v2/apis/namespaced/ecs/v1beta1"
	servicediscovery "github.com/upbound/provider-aws/v2/apis/namespaced/servicediscovery/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// cluster returns the ECS cluster of the services. Container Insights is
// enabled with metrics by service; enhanced observability is charged by task
// and container.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html
func cluster(c compute.Plan, k compute.Cluster) *ecs.Cluster {
	return &ecs.Cluster{
		ObjectMeta: external.Name(k.Name),
		Spec: ecs.ClusterSpec{
			ForProvider: ecs.ClusterParameters{
				Region:        &c.Spec.Region,
				Setting:       []ecs.SettingParameters{{Name: new("containerInsights"), Value: new("enabled")}},
				Configuration: execConfiguration(k.Exec),
			},
		},
	}
}

// execConfiguration encrypts and records sessions of ECS Exec.
func execConfiguration(e *compute.Exec) *ecs.ConfigurationParameters {
	if e == nil {
		return nil
	}
	return &ecs.ConfigurationParameters{
		ExecuteCommandConfiguration: &ecs.ExecuteCommandConfigurationParameters{
			KMSKeyID: &e.KeyARN,
			Logging:  new("OVERRIDE"),
			LogConfiguration: &ecs.LogConfigurationParameters{
				CloudWatchLogGroupName:      &e.LogGroup.Name,
				CloudWatchEncryptionEnabled: new(true),
			},
		},
	}
}

// capacityProviders associates the capacity providers FARGATE and FARGATE_SPOT.
// Each service has a strategy of its own.
func capacityProviders(c compute.Plan) *ecs.ClusterCapacityProviders {
	return &ecs.ClusterCapacityProviders{
		Spec: ecs.ClusterCapacityProvidersSpec{
			ForProvider: ecs.ClusterCapacityProvidersParameters{
				Region:            &c.Spec.Region,
				ClusterNameRef:    refer.To(c.Names, name.Cluster),
				CapacityProviders: []*string{new(compute.Fargate), new(compute.FargateSpot)},
				DefaultCapacityProviderStrategy: []ecs.DefaultCapacityProviderStrategyParameters{{
					CapacityProvider: new(compute.Fargate),
					Weight:           new(1.0),
				}},
			},
		},
	}
}

// namespace returns the Cloud Map namespace in which services discover each
// other by name.
func namespace(c compute.Plan, n compute.Namespace) *servicediscovery.HTTPNamespace {
	return &servicediscovery.HTTPNamespace{
		Spec: servicediscovery.HTTPNamespaceSpec{
			ForProvider: servicediscovery.HTTPNamespaceParameters{
				Region:      &c.Spec.Region,
				Name:        &n.Name,
				Description: new("Services of platform " + c.Names.Base),
			},
		},
	}
}

// Package compute decides on what runs the services of a platform: the ECS cluster,
// services, task definitions, roles, scaling, and the security groups of tasks.
package compute

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
)

// A Plan is everything that runs the tasks of a platform's services.
type Plan struct {
	plan.Platform
	Account plan.Account

	// Cluster is where the services run. Without services that have an image
	// there is none.
	Cluster   *Cluster
	Namespace *Namespace
	Services  []Service

	plan.Lifecycle

	// out is how tasks reach the internet.
	out network.Plan
}

// A Service runs the tasks of one service.
type Service struct {
	Key  name.Key
	Name string
	Spec *v1alpha1.ServiceSpec

	// ClaimName is the name of the service in the claim, and of its container.
	ClaimName string

	// Exec allows shells in the containers.
	Exec bool

	Group         plan.SecurityGroup
	Rules         []Rule
	LogGroup      plan.LogGroup
	TaskRole      Role
	ExecutionRole Role

	// Definition is the task definition. It is nil if a pipeline outside of the platform
	// manages it.
	Definition *TaskDefinition
	Rollout    Rollout

	Placement     plan.Placement
	GroupID       string
	Capacity      []live.CapacityProvider
	Registrations []live.Registration
	Connect       *Connect
	Scaling       *Scaling

	// GraceSeconds is how long a new task may fail its health checks. Only the load
	// balancer makes any; once a service has no target group any more, AWS takes no
	// change of what it had: FormerGraceSeconds.
	GraceSeconds, FormerGraceSeconds *float64

	// ForceNewDeployment is set when the capacity provider strategy changes, which ECS
	// applies only with a new deployment.
	ForceNewDeployment bool

	// DesiredCount is the number of tasks, where nothing scales it.
	DesiredCount int64

	// BlockedOn says what must be known or true before the service can be created
	// or changed.
	BlockedOn plan.Blockers
}

// The capacity providers of Fargate.
const (
	Fargate     = "FARGATE"
	FargateSpot = "FARGATE_SPOT"
)

// New plans what runs the services of a platform.
func New(p plan.Platform, seen live.State) (Plan, error) {
	c := Plan{Platform: p, Account: plan.AccountOf(p.Spec, seen)}
	var err error
	if c.out, err = network.New(p, seen); err != nil {
		return Plan{}, err
	}
	services := plan.WithImage(p.Spec)
	for _, s := range services {
		planned, err := c.service(s, seen)
		if err != nil {
			return Plan{}, err
		}
		c.Services = append(c.Services, planned)
	}
	if len(services) > 0 {
		c.planCluster(seen)
	}
	c.leaveServices(seen)
	c.leaveCluster(seen)
	return c, nil
}

func (c *Plan) service(spec *v1alpha1.ServiceSpec, seen live.State) (Service, error) {
	key, group := name.Service(spec.Name), name.ServiceGroup(spec.Name)
	s := Service{
		Key:  key,
		Name: plan.CurrentNameOr(seen, key, spec.Name),
		Spec: spec,

		ClaimName: spec.Name,
		Exec:      spec.Exec,
		Group: plan.SecurityGroup{
			Name:        cmp.Or(seen.SecurityGroup(group).RequestedName(), c.Names.SecurityGroup(group)),
			Description: cmp.Or(seen.SecurityGroup(group).RequestedDescription(), "Tasks of service "+spec.Name),
		},
		LogGroup: plan.LogGroup{
			Name:          plan.CurrentNameOr(seen, name.ServiceLogGroup(spec.Name), c.Names.LogGroup(name.Key("service/"+spec.Name))),
			RetentionDays: spec.Logs.RetentionDays,
			Key:           c.EncryptionKey(),
		},
		Capacity: capacity(spec.SpotPercent),
	}
	c.planZones(&s, seen)
	if err := c.planRoles(&s, seen); err != nil {
		return Service{}, err
	}
	c.planRegistrations(&s, seen)
	c.planServiceRules(&s, seen)
	c.planConnect(&s, seen)
	if err := c.planDefinition(&s, seen); err != nil {
		return Service{}, err
	}
	c.planRollout(&s, seen)
	c.planScaling(&s, seen)
	s.planGrace(seen)
	s.ForceNewDeployment = s.capacityChanged(seen)
	c.wait(&s, c.unready(s, seen), seen)
	return s, nil
}

// capacity returns the capacity provider strategy. If Fargate Spot is used for a part of
// the tasks, the first task runs on Fargate, which AWS does not interrupt.
func capacity(spotPercent int64) []live.CapacityProvider {
	switch spotPercent {
	case 0:
		return []live.CapacityProvider{{Provider: Fargate, Weight: 1}}
	case 100:
		return []live.CapacityProvider{{Provider: FargateSpot, Weight: 1}}
	}
	return []live.CapacityProvider{{Provider: Fargate, Weight: 100 - spotPercent, Base: 1}, {Provider: FargateSpot, Weight: spotPercent}}
}

package outline

import (
	"encoding/json"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Service is one ECS service on Fargate.
type Service struct {
	Item

	Name  string `json:"name"`
	Image string `json:"image,omitempty"`
	Port  int64  `json:"port,omitempty"`

	// CPU is in units of 1/1024 vCPU, and Memory in MiB.
	CPU          int64  `json:"cpu,omitempty"`
	Memory       int64  `json:"memory,omitempty"`
	Architecture string `json:"architecture,omitempty"`

	// Min and Max bound the number of tasks. They are equal without autoscaling.
	Min int64 `json:"min,omitempty"`
	Max int64 `json:"max,omitempty"`

	// Spot is set if Fargate Spot runs tasks of the service.
	Spot bool `json:"spot,omitempty"`

	Zones []string `json:"zones,omitempty"`

	// TargetGroups are those in which the service registers its tasks.
	TargetGroups []TargetGroup `json:"targetGroups,omitempty"`

	// TaskDefinition and SecurityGroup are keys.
	TaskDefinition string `json:"taskDefinition,omitempty"`
	SecurityGroup  string `json:"securityGroup,omitempty"`

	// Withheld is set if the service does not exist yet, and waits for other resources.
	Withheld bool `json:"withheld,omitempty"`
}

// TargetGroup is a target group of the load balancer.
type TargetGroup struct {
	Item

	Port            int64  `json:"port"`
	HealthCheckPath string `json:"healthCheckPath,omitempty"`
	Sticky          bool   `json:"sticky,omitempty"`
}

// services returns the services that exist or have a security group: a service that
// still waits for other resources has one already.
func (r *reader) services() []Service {
	keys := r.withPrefix("SecurityGroup", name.ServiceGroups)
	out := make([]Service, 0, len(keys))
	for _, k := range keys {
		out = append(out, r.service(strings.TrimPrefix(k, name.ServiceGroups)))
	}
	return out
}

func (r *reader) service(service string) Service {
	k := string(name.Service(service))
	spec := r.spec(k)
	s := Service{Item: r.item(k), Name: service, Withheld: !r.has(name.Key(k)), SecurityGroup: string(name.ServiceGroup(service))}
	_, s.Zones = r.placement(spec.object("networkConfiguration").texts("subnets"))
	for _, p := range spec.objects("capacityProviderStrategy") {
		s.Spot = s.Spot || p.text("capacityProvider") == "FARGATE_SPOT"
	}
	for _, lb := range spec.objects("loadBalancer") {
		if g := r.targetGroup(lb.text("targetGroupArn")); g != "" {
			s.TargetGroups = append(s.TargetGroups, r.group(g))
		}
	}
	if target := string(name.ScalingTarget(service)); r.has(name.ScalingTarget(service)) {
		s.Min, s.Max = r.spec(target).number("minCapacity"), r.spec(target).number("maxCapacity")
	} else if o := r.desired[k]; o != nil {
		n := max(spec.number("desiredCount"), object(o.Object).number("spec", "initProvider", "desiredCount"))
		s.Min, s.Max = n, n
	}
	r.claimed(&s)
	r.tasks(&s, spec.text("taskDefinition"))
	return s
}

func (r *reader) group(k string) TargetGroup {
	spec := r.spec(k)
	return TargetGroup{
		Item:            r.item(k),
		Port:            spec.number("port"),
		HealthCheckPath: spec.object("healthCheck").text("path"),
		Sticky:          spec.object("stickiness").flag("enabled"),
	}
}

// claimed fills in what the spec of the composite says of a service, if it has it.
func (r *reader) claimed(s *Service) {
	for _, c := range r.composite.objects("spec", "services") {
		if c.text("name") != s.Name {
			continue
		}
		s.Image, s.Port = c.text("image"), c.number("port")
		s.CPU, s.Memory, s.Architecture = c.number("cpu"), c.number("memory"), c.text("architecture")
		if s.Max == 0 {
			s.Min, s.Max = c.number("replicas", "min"), c.number("replicas", "max")
		}
	}
}

// tasks fills in what the running task definition says, which may differ from the
// spec during a deployment.
func (r *reader) tasks(s *Service, arn string) {
	k := r.keyOfID[arn]
	if k == "" {
		return
	}
	spec := r.spec(k)
	s.TaskDefinition = k
	s.CPU, s.Memory = spec.number("cpu"), spec.number("memory")
	var containers []struct {
		Name         string `json:"name"`
		Image        string `json:"image"`
		PortMappings []struct {
			ContainerPort int64 `json:"containerPort"`
		} `json:"portMappings"`
	}
	if json.Unmarshal([]byte(spec.text("containerDefinitions")), &containers) != nil {
		return
	}
	for _, c := range containers {
		if c.Name != s.Name {
			continue
		}
		s.Image, s.Port = c.Image, 0
		if len(c.PortMappings) > 0 {
			s.Port = c.PortMappings[0].ContainerPort
		}
	}
}

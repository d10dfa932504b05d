package live

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Service is one ECS service.
type Service struct{ resource }

// Service returns the ECS service with a key.
func (s State) Service(k name.Key) Service { return Service{s.resource(k)} }

// Services returns the names of the services that ECS runs or may run.
func (s State) Services() []string {
	keys := s.Keys(name.Services)
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		out = append(out, strings.TrimPrefix(string(k), name.Services))
	}
	return out
}

// DesiredCount returns the number of tasks, or false if it is unknown.
func (s Service) DesiredCount() (int64, bool) {
	n, err := strconv.ParseInt(s.status("desiredCount"), 10, 64)
	return n, err == nil
}

// TaskDefinition returns the ARN of the task definition that the service runs.
func (s Service) TaskDefinition() string { return s.status("taskDefinition") }

// RequestedTaskDefinition returns the task definition that was requested.
func (s Service) RequestedTaskDefinition() string { return s.requested("taskDefinition") }

// MayConnect reports whether Service Connect is enabled, or was requested.
func (s Service) MayConnect() bool {
	return isTrue(s.requested("serviceConnectConfiguration", "enabled")) || isTrue(s.status("serviceConnectConfiguration", "enabled"))
}

// RequestedGraceSeconds returns the health check grace period.
func (s Service) RequestedGraceSeconds() int64 {
	if seconds := number(s.requested("healthCheckGracePeriodSeconds")); seconds != 0 {
		return seconds
	}
	return number(s.initial("healthCheckGracePeriodSeconds"))
}

// A CapacityProvider is one entry of a capacity provider strategy.
type CapacityProvider struct {
	Provider     string
	Weight, Base int64
}

// CapacityProviders returns the capacity provider strategy, by provider.
func (s Service) CapacityProviders() map[string]CapacityProvider {
	out := map[string]CapacityProvider{}
	for i, p := range list(func(i string) string { return s.status("capacityProviderStrategy", i, "capacityProvider") }) {
		item := strconv.Itoa(i)
		out[p] = CapacityProvider{
			Provider: p,
			Weight:   number(s.status("capacityProviderStrategy", item, "weight")),
			Base:     number(s.status("capacityProviderStrategy", item, "base")),
		}
	}
	return out
}

// A Registration is a target group in which ECS registers the tasks of a service, and
// the port of the container.
type Registration struct {
	ARN  string
	Port int64
}

// maxRegistrations is the maximum number of target groups of a service.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
const maxRegistrations = 5

// Registrations returns the target groups that ECS registers tasks in.
func (s Service) Registrations() []Registration {
	return registrations(func(i string) (string, string) {
		return s.status("loadBalancer", i, "targetGroupArn"), s.status("loadBalancer", i, "containerPort")
	})
}

// RequestedRegistrations returns the target groups that were requested.
func (s Service) RequestedRegistrations() []Registration {
	return registrations(func(i string) (string, string) {
		return s.requested("loadBalancer", i, "targetGroupArn"), s.requested("loadBalancer", i, "containerPort")
	})
}

func registrations(item func(index string) (arn, port string)) []Registration {
	var out []Registration
	for i := range maxRegistrations {
		if arn, port := item(strconv.Itoa(i)); arn != "" {
			out = append(out, Registration{ARN: arn, Port: number(port)})
		}
	}
	return out
}

// Registers reports whether ECS registers the tasks of a service in a target group,
// and the service is ready.
func (s State) Registers(service, arn string) bool {
	key := name.Service(service)
	return s.Ready(key) && slices.ContainsFunc(s.Service(key).Registrations(), func(r Registration) bool { return r.ARN == arn })
}

// MayRegister reports whether the service that owns a target group may still have
// tasks in it. Unknown counts as use.
func (s State) MayRegister(group name.Key) bool {
	owner, _ := name.TargetGroupOf(group)
	service := s.Service(name.Service(owner))
	requested, current := service.RequestedRegistrations(), service.Registrations()
	if len(requested)+len(current) == 0 {
		return false
	}
	arn := s.ARN(group)
	in := func(r Registration) bool { return r.ARN == arn }
	return arn == "" || len(current) == 0 || slices.ContainsFunc(requested, in) || slices.ContainsFunc(current, in)
}

package compute

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
)

// status returns the status of the services. It also records their task
// definitions for later reconciles.
func status(c compute.Plan, seen live.State) v1alpha1.PlatformStatus {
	out := v1alpha1.PlatformStatus{Services: map[string]v1alpha1.ServiceStatus{}}
	for _, s := range c.Services {
		of := v1alpha1.ServiceStatus{TaskDefinitionARN: s.Rollout.Running, RejectedTaskDefinition: s.Rollout.Rejected}
		if n, known := seen.Service(s.Key).DesiredCount(); known {
			of.DesiredCount = &n
		}
		if of != (v1alpha1.ServiceStatus{}) {
			out.Services[s.ClaimName] = of
		}
	}
	return out
}

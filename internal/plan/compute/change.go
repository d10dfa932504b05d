package compute

import "github.com/xplatform-dev/xplatform/internal/live"

// planGrace gives new tasks time before their health counts. Where there are no
// target groups any more, the time that AWS knows stays as it is: it takes no
// change of it then, not even to none.
func (s *Service) planGrace(seen live.State) {
	if len(s.Registrations) > 0 {
		s.GraceSeconds = new(float64(s.Spec.HealthCheck.GraceSeconds))
		return
	}
	if was := seen.Service(s.Key).RequestedGraceSeconds(); was > 0 {
		s.FormerGraceSeconds = new(float64(was))
	}
}

// capacityChanged reports whether the service is known to run on another mix of
// Fargate than it shall. AWS changes that only together with a new deployment, and
// any other change would start all tasks anew for nothing.
func (s *Service) capacityChanged(seen live.State) bool {
	is := seen.Service(s.Key).CapacityProviders()
	if len(is) == 0 {
		return false
	}
	for _, want := range s.Capacity {
		if is[want.Provider] != live.CapacityProvider(want) {
			return true
		}
	}
	return len(is) != len(s.Capacity)
}

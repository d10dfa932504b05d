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

// capacityChanged reports whether the capacity provider strategy of the service differs
// from the planned one. ECS applies another strategy only with a new deployment, which
// replaces all tasks and is therefore forced for this change alone.
func (s *Service) capacityChanged(seen live.State) bool {
	is := seen.Service(s.Key).CapacityProviders()
	if len(is) == 0 {
		return false
	}
	for _, want := range s.Capacity {
		if is[want.Provider] != want {
			return true
		}
	}
	return len(is) != len(s.Capacity)
}

package plan

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/observed"
)

// planGrace gives new tasks time before their health counts. Where there are no
// target groups any more, the time that AWS knows stays as it is: it takes no
// change of it then, not even to none.
func (s *Service) planGrace(seen observed.View) {
	const field = "healthCheckGracePeriodSeconds"
	if len(s.Registrations) > 0 {
		s.GraceSeconds = new(float64(s.Spec.HealthCheck.GraceSeconds))
		return
	}
	was := number(seen.Spec(s.Key, field))
	if was == 0 {
		was = number(seen.Initial(s.Key, field))
	}
	if was > 0 {
		s.FormerGraceSeconds = new(float64(was))
	}
}

// capacityChanged reports whether the service is known to run on another mix of
// Fargate than it shall. AWS changes that only together with a new deployment, and
// any other change would start all tasks anew for nothing.
func (s *Service) capacityChanged(seen observed.View) bool {
	at := func(i int, field string) string {
		return seen.Status(s.Key, "capacityProviderStrategy", strconv.Itoa(i), field)
	}
	is := map[string]CapacityProvider{}
	for i := 0; at(i, "capacityProvider") != ""; i++ {
		p := at(i, "capacityProvider")
		is[p] = CapacityProvider{Provider: p, Weight: number(at(i, "weight")), Base: number(at(i, "base"))}
	}
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

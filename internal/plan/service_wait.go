package plan

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// wait holds the creation of a service up until what its tasks need is ready.
// ECS gives a first deployment up that does not come to run, and there is
// nothing that it could go back to. A service that exists waits for none of it.
func (s *Service) wait(unready []name.Key, seen observed.View) {
	if s.Missing == "" && !seen.Has(s.Key) && len(unready) > 0 {
		s.Missing = some(unready)
	}
}

// some names the first of several keys, and how many there are.
func some(keys []name.Key) string {
	if len(keys) == 1 {
		return string(keys[0])
	}
	return string(keys[0]) + " and others"
}

// unready is what the tasks of a service need and what is not there yet: the
// way to their image, and everything that lets them in, out and at their
// secrets.
func (c *Compute) unready(s Service, seen observed.View) []name.Key {
	needs := []name.Key{name.ClusterProviders, name.ServiceLogGroup(s.Spec.Name)}
	for _, r := range []Role{s.ExecutionRole, s.TaskRole} {
		if r.Policy != "" {
			needs = append(needs, r.Policy)
		}
		for _, a := range r.Attachments {
			needs = append(needs, a.Key)
		}
	}
	for _, r := range s.Rules {
		needs = append(needs, r.Key)
	}
	for _, store := range s.Spec.Uses {
		needs = append(needs, name.Store(store), name.StoreIngress(store, s.Spec.Name))
	}
	for _, r := range c.out.Routes {
		if r.NATGateway != "" || r.EgressOnlyGateway != "" {
			needs = append(needs, r.Key)
		}
	}
	if len(c.out.NATGateways) == 0 {
		for _, e := range c.out.Endpoints {
			needs = append(needs, e.Key)
		}
	}
	return slices.DeleteFunc(needs, seen.Ready)
}

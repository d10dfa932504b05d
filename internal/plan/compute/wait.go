package compute

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// wait holds a service up until what its tasks need is ready: its creation, and
// later its move to another task definition. ECS gives a deployment up that does
// not come to run: a first one has nothing to go back to, and a later one is not
// tried again.
func (c *Plan) wait(s *Service, unready []string, seen live.State) {
	if s.Missing != "" || len(unready) == 0 {
		return
	}
	if !seen.Has(s.Key) {
		s.Missing = summarize(unready)
		return
	}
	asked := seen.Service(s.Key).RequestedTaskDefinition()
	if asked == "" || s.Rollout.External || s.Rollout.Rejected != "" || live.SameTaskDefinition(asked, s.Rollout.ARN) {
		return
	}
	c.Progress = append(c.Progress, string(s.Key)+" moves to another task definition when "+summarize(unready)+" is ready")
	s.Rollout.ARN = asked
}

// summarize names the first of several things.
func summarize(things []string) string {
	if len(things) == 1 {
		return things[0]
	}
	return things[0] + " and others"
}

// unready is what the tasks of a service need and what is not there yet: the
// way to their image, and everything that lets them in, out and at their
// secrets. A service that is made is made in all zones, and needs the load
// balancer in them; one that exists joins a zone after it.
func (c *Plan) unready(s Service, seen live.State) []string {
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
	for _, subnet := range s.Placement.Subnets {
		needs = append(needs, c.wayOut(subnet)...)
	}
	out := c.unwritten(s.Spec.Uses, seen)
	for _, k := range slices.Concat(slices.DeleteFunc(needs, seen.Ready), c.unserved(seen)) {
		out = append(out, string(k))
	}
	if !seen.Has(s.Key) {
		out = append(out, c.unbalanced(&s, seen)...)
	}
	return out
}

// unwritten are the secrets of stores that hold nothing yet.
func (c *Plan) unwritten(uses []v1alpha1.Store, seen live.State) []string {
	var out []string
	for _, store := range uses {
		var secret name.Key
		switch {
		case store == v1alpha1.StoreDatabase && c.Spec.Database.Password == v1alpha1.PasswordGenerated:
			secret = name.DatabaseSecret
		case store == v1alpha1.StoreCache && c.Spec.Cache.Auth == v1alpha1.CacheAuthToken:
			secret = name.CacheSecret
		default:
			continue
		}
		if !slices.ContainsFunc(seen.Keys(name.SecretVersions(secret)), seen.Ready) {
			out = append(out, "the value of "+string(secret))
		}
	}
	return out
}

// unserved are the endpoints that do not answer yet, where tasks have no other
// way to their image.
func (c *Plan) unserved(seen live.State) []name.Key {
	if len(c.out.NATGateways) > 0 {
		return nil
	}
	var out []name.Key
	for _, e := range c.out.Endpoints {
		if !e.Gateway && !seen.Endpoint(e.Key).PrivateDNS() || !seen.Ready(e.Key) {
			out = append(out, e.Key)
		}
	}
	return out
}

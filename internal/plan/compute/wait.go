package compute

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// wait holds a service up until what its tasks need is ready: its creation, and
// later its move to another task definition. ECS gives a deployment up that does
// not come to run: a first one has nothing to go back to, and a later one is not
// tried again.
func (c *Plan) wait(s *Service, unready plan.Blockers, seen live.State) {
	if len(s.BlockedOn) > 0 || len(unready) == 0 {
		return
	}
	if !seen.Has(s.Key) {
		s.BlockedOn = summarize(unready)
		return
	}
	asked := seen.Service(s.Key).RequestedTaskDefinition()
	if asked == "" || s.Rollout.External || s.Rollout.Rejected != "" || live.SameTaskDefinition(asked, s.Rollout.ARN) {
		return
	}
	c.Progress = append(c.Progress, plan.Progress{Text: string(s.Key) + " moves to another task definition", Until: summarize(unready)})
	s.Rollout.ARN = asked
}

// summarize returns the first of several blockers: the others become ready
// meanwhile, and change nothing.
func summarize(blockers plan.Blockers) plan.Blockers {
	if len(blockers) == 1 {
		return blockers
	}
	return plan.Blockers{blockers[0], {Why: "others"}}
}

// unready returns what the tasks of a service need and what is not ready yet: the
// route to their image, their security group rules, and access to their secrets. A service that is made is made in all zones, and needs the load
// balancer in them; one that exists joins a zone after it.
func (c *Plan) unready(s Service, seen live.State) plan.Blockers {
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
		out = append(out, plan.Blocker{On: k})
	}
	if !seen.Has(s.Key) {
		out = append(out, c.unbalanced(&s, seen)...)
	}
	return out
}

// unwritten are the secrets of stores that hold nothing yet.
func (c *Plan) unwritten(uses []v1alpha1.Store, seen live.State) plan.Blockers {
	var out plan.Blockers
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
			out = append(out, plan.Blocker{On: secret, Field: "value"})
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
		if (!e.Gateway && !seen.Endpoint(e.Key).PrivateDNS()) || !seen.Ready(e.Key) {
			out = append(out, e.Key)
		}
	}
	return out
}

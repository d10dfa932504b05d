package data

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// planAuth decides how clients prove who they are.
func (c *Cache) planAuth(p plan.Platform, seen live.State) error {
	switch spec := p.Spec.Cache; spec.Auth {
	case v1alpha1.CacheAuthToken:
		c.Secret = planSecret(p, name.Cache, name.CacheSecret, "token", "Token of the cache "+c.ID, seen)
	case v1alpha1.CacheAuthUsers:
		if p.Namespace == "" {
			return errors.New("spec.cache.auth: passwords of users are in Secrets beside the claim, and this composite has no claim: apply a claim, or write auth: Token")
		}
		if err := distinctUsers(spec.Users); err != nil {
			return err
		}
		c.Users = cacheUsers(p, seen)
	case v1alpha1.CacheAuthNone:
	}
	return nil
}

// distinctUsers refuses users whose names differ, and whose keys do not: Kubernetes
// knows no capital letters, for which a hash stands that another name may end in.
func distinctUsers(users []v1alpha1.CacheUser) error {
	named := map[name.Key]string{}
	for _, u := range users {
		k := name.CacheUser(u.Name)
		if other, taken := named[k]; taken {
			return fmt.Errorf("spec.cache.users: %s and %s would both be called %s in Kubernetes: give one of them another name", other, u.Name, k)
		}
		named[k] = u.Name
	}
	return nil
}

// cacheUsers are the users of the claim, in one group. When the cache moves to
// another engine, the group follows once the cache runs it, and the users once the
// group has it: AWS takes Redis' with Valkey, and not the other way round.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
func cacheUsers(p plan.Platform, seen live.State) *CacheUsers {
	wanted, was := string(p.Spec.Cache.Engine), seen.CacheUserGroup().RequestedEngine()
	group := &CacheUsers{
		ID:     plan.CurrentNameOr(seen, name.CacheUsers, p.Names.CacheUser(name.CacheUsers)),
		Engine: engineAfter(seen.Cache().Engine(), was, wanted),
	}
	for _, u := range p.Spec.Cache.Users {
		key := name.CacheUser(u.Name)
		group.Users = append(group.Users, CacheUser{
			CacheUser: u,
			Key:       key,
			ID:        plan.CurrentNameOr(seen, key, p.Names.CacheUser(key)),
			Engine:    engineAfter(seen.CacheUserGroup().Engine(), cmp.Or(seen.CacheUser(key).RequestedEngine(), was), wanted),
		})
	}
	group.planMembers(seen)
	return group
}

// planMembers decides which users the group has: those that are there. One that
// AWS refuses must not hold up the others.
func (g *CacheUsers) planMembers(seen live.State) {
	current := seen.CacheUserGroup().RequestedUserIDs()
	var blockers plan.Blockers
	for _, u := range g.Users {
		if seen.Ready(u.Key) || slices.Contains(current, u.ID) {
			g.Members = append(g.Members, u.ID)
			continue
		}
		blockers = append(blockers, plan.Blocker{On: u.Key})
	}
	if !seen.Has(name.CacheUsers) || len(g.Members) == 0 {
		g.BlockedOn = blockers
	}
}

// engineAfter returns the wanted engine as soon as the resource that changes first has
// it, and until then the previous one.
func engineAfter(first, was, wanted string) string {
	if was == "" || first == wanted {
		return wanted
	}
	return was
}

// sameCache refuses to make another cache of the one that exists. The schema
// refuses it too, unless the cache was removed from the claim in between.
func sameCache(spec *v1alpha1.CacheSpec, seen live.State) error {
	if seen.Cache().RequestedEngine() == "" {
		return nil
	}
	auth := v1alpha1.CacheAuthNone
	switch {
	case seen.Cache().RequestedToken():
		auth = v1alpha1.CacheAuthToken
	case seen.Cache().RequestedUserGroup():
		auth = v1alpha1.CacheAuthUsers
	}
	var faults []error
	if spec.Auth != auth {
		faults = append(faults, fmt.Errorf("spec.cache.auth: the existing cache has %s and cannot change to %s, because clients would be locked out meanwhile: restore the previous value", auth, spec.Auth))
	}
	if sharded := seen.Cache().RequestedClusterMode(); sharded != (spec.Shards != nil) {
		faults = append(faults, errors.New("spec.cache.shards: cluster mode cannot change after the cache was created: restore the previous value of spec.cache.shards"))
	}
	return errors.Join(faults...)
}

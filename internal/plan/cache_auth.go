package plan

import (
	"errors"
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// planAuth decides how clients prove who they are.
func (c *Cache) planAuth(p Platform, seen observed.View) error {
	switch spec := p.Spec.Cache; spec.Auth {
	case v1alpha1.CacheAuthToken:
		c.Secret = p.planSecret(name.Cache, name.CacheSecret, "token", "Token of the cache "+c.ID, seen)
	case v1alpha1.CacheAuthUsers:
		if p.Namespace == "" {
			return errors.New("spec.cache.auth: passwords of users are in Secrets beside the claim, and this composite has no claim: apply a claim, or write auth: Token")
		}
		c.Users = &CacheUsers{ID: fixed(seen, name.CacheUsers, p.Names.CacheUser(name.CacheUsers))}
		for _, u := range spec.Users {
			key := name.CacheUser(u.Name)
			c.Users.Users = append(c.Users.Users, CacheUser{CacheUser: u, Key: key, ID: fixed(seen, key, p.Names.CacheUser(key))})
		}
	case v1alpha1.CacheAuthNone:
	}
	return nil
}

// sameCache refuses to make another cache of the one that exists. The schema
// refuses it too, unless the cache was removed from the claim in between.
func sameCache(spec *v1alpha1.CacheSpec, seen observed.View) error {
	if seen.Spec(name.Cache, "engine") == "" {
		return nil
	}
	auth := v1alpha1.CacheAuthNone
	switch {
	case seen.Spec(name.Cache, "authTokenSecretRef", "name") != "":
		auth = v1alpha1.CacheAuthToken
	case seen.Spec(name.Cache, "userGroupIds", "0") != "":
		auth = v1alpha1.CacheAuthUsers
	}
	var faults []error
	if spec.Auth != auth {
		faults = append(faults, fmt.Errorf("spec.cache.auth: the cache that exists has %s and cannot change to %s: clients would be locked out in the middle of it", auth, spec.Auth))
	}
	if sharded := seen.Spec(name.Cache, "numNodeGroups") != ""; sharded != (spec.Shards != nil) {
		faults = append(faults, errors.New("spec.cache.shards: the cache that exists has cluster mode as it was made, and AWS switches it only by replacing the cache: set shards as they were"))
	}
	return errors.Join(faults...)
}

package data

import (
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// TestCacheUsersEngine moves a cache to Valkey: AWS takes Redis' users with Valkey,
// and not the other way round.
func TestCacheUsersEngine(t *testing.T) {
	const claim = `{cache: {engine: valkey, auth: Users, users: [{name: default, accessString: "off", passwordSecretRef: {name: one}}, {name: new, accessString: "on", passwordSecretRef: {name: one}}]}}`
	engine := func(spec, status string) observed.Resource {
		return observed.Resource{Spec: map[string]string{"engine": spec, "userGroupIds.0": "g"}, Status: map[string]string{"engine": status}}
	}
	type engines struct{ Group, Default, New string }
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   engines
	}{
		"New":     {"All of it is made for the same engine.", nil, engines{"valkey", "valkey", "valkey"}},
		"Waits":   {"While the cache waits for its window, its users stay; a further one is made like them.", observed.Resources{name.Cache: engine("valkey", "redis"), name.CacheUsers: engine("redis", "redis"), "cache-user-default": engine("redis", "redis")}, engines{"redis", "redis", "redis"}},
		"Unknown": {"What is not known has not happened.", observed.Resources{name.Cache: engine("valkey", ""), name.CacheUsers: engine("redis", ""), "cache-user-default": engine("redis", "")}, engines{"redis", "redis", "redis"}},
		"Moved":   {"Once it runs Valkey, the group follows.", observed.Resources{name.Cache: engine("valkey", "valkey"), name.CacheUsers: engine("redis", "redis"), "cache-user-default": engine("redis", "redis")}, engines{"valkey", "redis", "redis"}},
		"Group":   {"Then the users.", observed.Resources{name.Cache: engine("valkey", "valkey"), name.CacheUsers: engine("valkey", "valkey"), "cache-user-default": engine("redis", "redis")}, engines{"valkey", "valkey", "valkey"}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			users := mustPlan(t, plantest.Stored(t, claim), live.Of(tc.seen)).Cache.Users
			got := engines{Group: users.Engine}
			for _, u := range users.Users {
				if u.Name == "default" {
					got.Default = u.Engine
				} else {
					got.New = u.Engine
				}
			}
			if got != tc.want {
				t.Errorf("%s\nwant %v, got %v", tc.reason, tc.want, got)
			}
		})
	}
}

func TestDistinctUsers(t *testing.T) {
	cases := map[string]struct {
		reason string
		users  []string
		want   string
	}{
		"Capitals": {"Names that differ in capitals only are apart.", []string{"default", "chat", "Chat", "CHAT"}, ""},
		"Hash":     {"A name that ends in the hash of another is not.", []string{"Chat", strings.TrimPrefix(string(name.CacheUser("Chat")), name.CacheUserPrefix)}, "spec.cache.users: Chat and chat-"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			var users []v1alpha1.CacheUser
			for _, u := range tc.users {
				users = append(users, v1alpha1.CacheUser{Name: u})
			}
			plantest.Refusal(t, tc.reason, distinctUsers(users), tc.want)
		})
	}
}

package plan

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// Variables by which tasks know a store.
//
//nolint:gosec // These are the names of variables, and hold no secrets.
const (
	variableDatabase       = "DATABASE_HOST"
	variableDatabaseSecret = "DATABASE_SECRET_ARN"
	variableCache          = "CACHE_HOST"
	variableCacheSecret    = "CACHE_SECRET_ARN"
	variableSearch         = "SEARCH_ENDPOINT"
	variableSearchRole     = "SEARCH_ROLE_ARN"
)

// storeVariables are those by which it shows that a container uses a store.
var storeVariables = map[v1alpha1.Store]string{
	v1alpha1.StoreDatabase: variableDatabase,
	v1alpha1.StoreCache:    variableCache,
	v1alpha1.StoreSearch:   variableSearch,
}

// deployed are the containers of all task definitions of a service that exist.
// ECS may start tasks of any of them: the one that runs, the one that comes, and
// the one before, which it goes back to.
func deployed(service string, seen observed.View) []container.Definition {
	known := definitionsOf(service, seen)
	out := make([]container.Definition, 0, len(known))
	for _, k := range known {
		out = append(out, container.Parse(seen.Spec(k, "containerDefinitions"))...)
	}
	return out
}

// variables are the values of a variable in several containers, each once.
func variables(containers []container.Definition, variable string) []string {
	var out []string
	for _, c := range containers {
		for _, v := range c.Environment {
			if v.Name == variable {
				out = append(out, v.Value)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// secretsOf are the secrets and parameters that ECS reads for some containers.
func secretsOf(containers []container.Definition) []string {
	var out []string
	for _, c := range containers {
		for _, s := range c.Secrets {
			out = append(out, s.ValueFrom)
		}
	}
	return out
}

// stillUses reports whether the tasks of a service, which the claim may no longer
// have, may still use a store: the task definition that they run, or are asked to
// run, knows it.
func stillUses(service string, store v1alpha1.Store, seen observed.View) bool {
	key := name.Service(service)
	if !seen.Has(key) {
		return false
	}
	running, asked := seen.Status(key, "taskDefinition"), seen.Spec(key, "taskDefinition")
	return slices.ContainsFunc(definitionsOf(service, seen), func(k name.Key) bool {
		arn := seen.Status(k, "arn")
		if arn != "" && running != "" && !sameDefinition(arn, running) && !sameDefinition(arn, asked) {
			return false
		}
		return len(variables(container.Parse(seen.Spec(k, "containerDefinitions")), storeVariables[store])) > 0
	})
}

// leaveIngress keeps services admitted to a store that the claim takes away from
// them, for as long as their tasks still use it.
func (d *Data) leaveIngress(store v1alpha1.Store, seen observed.View) {
	users := d.usersOf(store)
	for _, k := range seen.Keys(name.StoreIngresses(store)) {
		service := strings.TrimPrefix(string(k), name.StoreIngresses(store))
		if (!d.Spec.Has(store) || !slices.Contains(users, service)) && stillUses(service, store, seen) {
			d.Draining = append(d.Draining, k)
		}
	}
}

// formerUsers are services that use a store no longer by the claim, and still by
// what they run.
func formerUsers(store v1alpha1.Store, users []string, seen observed.View) []string {
	return slices.DeleteFunc(observedServices(seen), func(service string) bool {
		return slices.Contains(users, service) || !stillUses(service, store, seen)
	})
}

package container

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// Names of the variables by which containers know a store.
//
//nolint:gosec // These are the names of variables, and hold no secrets.
const (
	DatabaseHost      = "DATABASE_HOST"
	DatabaseSecretARN = "DATABASE_SECRET_ARN"
	CacheHost         = "CACHE_HOST"
	CacheSecretARN    = "CACHE_SECRET_ARN"
	SearchEndpoint    = "SEARCH_ENDPOINT"
	SearchRoleARN     = "SEARCH_ROLE_ARN"
)

// StoreVariable returns the variable that every container has which uses a store.
func StoreVariable(store v1alpha1.Store) string {
	switch store {
	case v1alpha1.StoreDatabase:
		return DatabaseHost
	case v1alpha1.StoreCache:
		return CacheHost
	case v1alpha1.StoreSearch:
		return SearchEndpoint
	}
	return ""
}

// Values returns the values of a variable in several containers, each once.
func Values(containers []Definition, variable string) []string {
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

// SecretReferences returns the secrets and parameters that ECS reads for containers.
func SecretReferences(containers []Definition) []string {
	var out []string
	for _, c := range containers {
		for _, s := range c.Secrets {
			out = append(out, s.ValueFrom)
		}
	}
	return out
}

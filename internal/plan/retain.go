package plan

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Stores are all that a claim can have.
var Stores = []v1alpha1.Store{v1alpha1.StoreDatabase, v1alpha1.StoreCache, v1alpha1.StoreSearch}

// Protected reports whether a store must survive the deletion of the platform:
// as the claim says of one that it has, and as it was of one that was removed
// from the claim and still exists.
func Protected(s *v1alpha1.PlatformSpec, store v1alpha1.Store, seen live.State) bool {
	if !s.Has(store) {
		return slices.ContainsFunc(PartsOf(store, seen), func(k name.Key) bool { return !seen.Deletable(k) })
	}
	switch store {
	case v1alpha1.StoreDatabase:
		return protected(s, s.Database.DeletionProtection)
	case v1alpha1.StoreCache:
		return protected(s, s.Cache.DeletionProtection)
	case v1alpha1.StoreSearch:
		return protected(s, s.Search.DeletionProtection)
	}
	return s.DeletionProtection
}

// EdgeProtected is the same for the load balancer.
func EdgeProtected(s *v1alpha1.PlatformSpec) bool {
	return s.Edge != nil && protected(s, s.Edge.DeletionProtection)
}

func protected(s *v1alpha1.PlatformSpec, override *bool) bool {
	if override != nil {
		return *override
	}
	return s.DeletionProtection
}

// Lasting are never deleted in AWS, whatever becomes of the platform: the role
// belongs to the whole account, and to delete a rotation would switch off the one
// that RDS set up.
var Lasting = []name.Key{name.SearchServiceLinkedRole, name.DatabaseSecretRotation}

// PartsOf are the keys of what exists of a store and is the store's alone: the
// store, what it is made of, and no way into it.
func PartsOf(store v1alpha1.Store, seen live.State) []name.Key {
	keys := seen.Keys(string(store) + "-")
	if k := name.Store(store); seen.Has(k) {
		keys = append([]name.Key{k}, keys...)
	}
	return slices.DeleteFunc(keys, func(k name.Key) bool {
		return slices.Contains(Lasting, k) || strings.HasPrefix(string(k), name.StoreIngresses(store))
	})
}

// Retain adds keys to those that stay in AWS when the platform is deleted.
func Retain(out map[name.Key]bool, keys ...name.Key) {
	for _, k := range keys {
		out[k] = true
	}
}

package plan

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// stores are all that a claim can have.
var stores = []v1alpha1.Store{v1alpha1.StoreDatabase, v1alpha1.StoreCache, v1alpha1.StoreSearch}

// Protected reports whether a store must survive the deletion of the platform:
// as the claim says of one that it has, and as it was of one that was removed
// from the claim and still exists.
func Protected(s *v1alpha1.PlatformSpec, store v1alpha1.Store, seen live.State) bool {
	if !s.Has(store) {
		return slices.ContainsFunc(partsOf(store, seen), func(k name.Key) bool { return !seen.Deletable(k) })
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

// lasting are never deleted in AWS, whatever becomes of the platform: the role
// belongs to the whole account, and to delete a rotation would switch off the one
// that RDS set up.
var lasting = []name.Key{name.SearchServiceLinkedRole, name.DatabaseSecretRotation}

// partsOf are the keys of what exists of a store and is the store's alone: the
// store, what it is made of, and no way into it.
func partsOf(store v1alpha1.Store, seen live.State) []name.Key {
	keys := seen.Keys(string(store) + "-")
	if k := name.Store(store); seen.Has(k) {
		keys = append([]name.Key{k}, keys...)
	}
	return slices.DeleteFunc(keys, func(k name.Key) bool {
		return slices.Contains(lasting, k) || strings.HasPrefix(string(k), name.StoreIngresses(store))
	})
}

// retainedOfNetwork is the closure of what is protected: everything in the
// network that a protected store or load balancer cannot be without. Whatever
// a retained resource refers to is retained with it.
func retainedOfNetwork(s *v1alpha1.PlatformSpec, seen live.State) map[name.Key]bool {
	out := map[name.Key]bool{}
	if slices.ContainsFunc(stores, func(store v1alpha1.Store) bool { return Protected(s, store, seen) }) {
		retainTier(out, s, v1alpha1.TierDatabase)
		retain(out, name.EncryptionKey, name.EncryptionAlias)
	}
	if s.DeletionProtection && seen.Has(name.EncryptionKey) && !seen.Deletable(name.EncryptionKey) {
		// It protected a store once. The store may be gone; its snapshots are not, and
		// nobody can read them without the key.
		retain(out, name.EncryptionKey, name.EncryptionAlias)
	}
	if EdgeProtected(s) && s.Edge.Scheme == v1alpha1.SchemeInternal {
		retainTier(out, s, v1alpha1.TierPrivate)
	}
	if EdgeProtected(s) && s.Edge.Scheme != v1alpha1.SchemeInternal {
		retainTier(out, s, v1alpha1.TierPublic)
		public := name.RouteTable(v1alpha1.TierPublic)
		retain(out, name.InternetGateway, name.Route(public, familyIPv4), name.Route(public, familyIPv6))
	}
	return out
}

// retainTier retains a tier's subnets and what ties them to their tables.
func retainTier(out map[name.Key]bool, s *v1alpha1.PlatformSpec, t v1alpha1.Tier) {
	retain(out, name.VPC)
	for _, z := range s.Zones {
		subnet := name.Subnet(t, z)
		retain(out, subnet, name.Association(subnet), tableOf(t, z))
	}
}

func retain(out map[name.Key]bool, keys ...name.Key) {
	for _, k := range keys {
		out[k] = true
	}
}

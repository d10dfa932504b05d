package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Protected reports whether a store exists in the claim and must survive the
// deletion of the platform.
func Protected(s *v1alpha1.PlatformSpec, store v1alpha1.Store) bool {
	if !s.Has(store) {
		return false
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

// retainedOfNetwork is the closure of what is protected: everything in the
// network that a protected store or load balancer cannot be without. Whatever
// a retained resource refers to is retained with it.
func retainedOfNetwork(s *v1alpha1.PlatformSpec) map[name.Key]bool {
	out := map[name.Key]bool{}
	if Protected(s, v1alpha1.StoreDatabase) || Protected(s, v1alpha1.StoreCache) || Protected(s, v1alpha1.StoreSearch) {
		retainTier(out, s, v1alpha1.TierDatabase)
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

package network

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// retainedOfNetwork is the closure of what is protected: everything in the
// network that a protected store or load balancer cannot be without. Whatever
// a retained resource refers to is retained with it.
func retainedOfNetwork(s *v1alpha1.PlatformSpec, seen live.State) map[name.Key]bool {
	out := map[name.Key]bool{}
	if slices.ContainsFunc(plan.Stores, func(store v1alpha1.Store) bool { return plan.Protected(s, store, seen) }) {
		retainTier(out, s, v1alpha1.TierDatabase)
		plan.Retain(out, name.EncryptionKey, name.EncryptionAlias)
	}
	if s.DeletionProtection && seen.Has(name.EncryptionKey) && !seen.Deletable(name.EncryptionKey) {
		// It protected a store once. The store may be gone; its snapshots are not, and
		// they cannot be read without the key.
		plan.Retain(out, name.EncryptionKey, name.EncryptionAlias)
	}
	if plan.EdgeProtected(s) && s.Edge.Scheme == v1alpha1.SchemeInternal {
		retainTier(out, s, v1alpha1.TierPrivate)
	}
	if plan.EdgeProtected(s) && s.Edge.Scheme != v1alpha1.SchemeInternal {
		retainTier(out, s, v1alpha1.TierPublic)
		public := name.RouteTable(v1alpha1.TierPublic)
		plan.Retain(out, name.InternetGateway, name.Route(public, name.FamilyIPv4), name.Route(public, name.FamilyIPv6))
	}
	return out
}

// retainTier retains a tier's subnets and what ties them to their tables.
func retainTier(out map[name.Key]bool, s *v1alpha1.PlatformSpec, t v1alpha1.Tier) {
	plan.Retain(out, name.VPC)
	for _, z := range s.Zones {
		subnet := name.Subnet(t, z)
		plan.Retain(out, subnet, name.Association(subnet), name.RouteTableOf(t, z))
	}
}

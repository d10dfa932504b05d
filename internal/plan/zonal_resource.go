package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A ZonalResource has a subnet of one tier in each of several zones.
type ZonalResource struct {
	Key  name.Key
	Tier v1alpha1.Tier
}

// A Placement is the subnets that a zonal resource is in, in the order of their
// zones. They are IDs and not references: the provider sorts a list of references
// by what they resolve to, and would write its order over this one in each reconcile.
type Placement struct {
	Subnets   []name.Key
	SubnetIDs []string

	// BlockedOn says which ID has to be known before the resource can be created or
	// changed.
	BlockedOn Blockers
}

// minZones is the smallest number of zones that anything is created in.
const minZones = 2

// Place decides in which zones a resource is: those of the claim when it is
// created, and from then on those that it has and every further one that misses
// nothing. A subnet that AWS refuses must not hold up every other change of what
// exists. Whatever is left with fewer zones than anything is created with was
// never created, and asks for all.
func (p Platform) Place(r ZonalResource, blockersOf func(v1alpha1.Zone) Blockers, seen live.State) (in Placement, pending []Progress) {
	if !seen.Has(r.Key) {
		return p.PlacementIn(r.Tier, p.Spec.Zones, seen), nil
	}
	current, certain := p.CurrentZones(r, seen)
	if !certain {
		return p.PlacementIn(r.Tier, p.Spec.Zones, seen), nil
	}
	var zones []v1alpha1.Zone
	for _, z := range p.Spec.Zones {
		blockers := blockersOf(z)
		if len(blockers) == 0 || slices.Contains(current, z) {
			zones = append(zones, z)
			continue
		}
		pending = append(pending, Progress{Text: fmt.Sprintf("%s stays out of zone %s", r.Key, z), While: blockers})
	}
	if len(zones) < minZones {
		return p.PlacementIn(r.Tier, p.Spec.Zones, seen), nil
	}
	return p.PlacementIn(r.Tier, zones, seen), pending
}

// PlacementIn returns the subnets of a tier in some zones.
func (p Platform) PlacementIn(t v1alpha1.Tier, zones []v1alpha1.Zone, seen live.State) Placement {
	var out Placement
	for _, z := range zones {
		k := name.Subnet(t, z)
		id := p.subnetID(t, z, seen)
		if id == "" && len(out.BlockedOn) == 0 {
			out.BlockedOn = Blockers{{On: k}}
		}
		out.Subnets, out.SubnetIDs = append(out.Subnets, k), append(out.SubnetIDs, id)
	}
	return out
}

// subnetID is the ID of a subnet, or empty as long as AWS has none.
func (p Platform) subnetID(t v1alpha1.Tier, z v1alpha1.Zone, seen live.State) string {
	return seen.ID(name.Subnet(t, z))
}

// CurrentZones returns the zones of the claim in whose subnets a resource is. It
// is not certain where the resource is in a subnet that may be one of those whose
// IDs are not known at the moment: then nothing can be said about its zones, and
// it has to stay as it is.
func (p Platform) CurrentZones(r ZonalResource, seen live.State) (zones []v1alpha1.Zone, certain bool) {
	zones, unknown := p.matchedZones(r, seen)
	if unknown == 0 {
		return zones, true
	}
	withoutID := func(z v1alpha1.Zone) bool { return p.subnetID(r.Tier, z, seen) == "" }
	return zones, !slices.ContainsFunc(p.Spec.Zones, withoutID)
}

// matchedZones returns the zones of the claim in whose subnets a resource is, and
// the number of its subnets that are known to be in none of them.
func (p Platform) matchedZones(r ZonalResource, seen live.State) (zones []v1alpha1.Zone, unknown int) {
	for _, id := range seen.RequestedSubnetIDs(r.Key) {
		at := slices.IndexFunc(p.Spec.Zones, func(z v1alpha1.Zone) bool { return id == p.subnetID(r.Tier, z, seen) })
		if at < 0 {
			unknown++
			continue
		}
		zones = append(zones, p.Spec.Zones[at])
	}
	return zones, unknown
}

// SubnetBlockers returns what keeps existing resources out of a zone: its subnet, or the association of the subnet with its routes. An adopted
// subnet has its own.
func (p Platform) SubnetBlockers(t v1alpha1.Tier, z v1alpha1.Zone, seen live.State) Blockers {
	subnet := name.Subnet(t, z)
	if p.subnetID(t, z, seen) == "" {
		return Blockers{{On: subnet}}
	}
	if k := name.Association(subnet); p.Spec.Network.Existing == nil && !seen.Ready(k) {
		return Blockers{{On: k}}
	}
	return nil
}

// SubnetBlockersOf returns SubnetBlockers for the zones of one tier.
func (p Platform) SubnetBlockersOf(t v1alpha1.Tier, seen live.State) func(v1alpha1.Zone) Blockers {
	return func(z v1alpha1.Zone) Blockers { return p.SubnetBlockers(t, z, seen) }
}

// CurrentGroupID returns the ID of a security group, or the one that a user of it
// already has, because an ID that is unknown for a moment must change nothing.
func CurrentGroupID(group, user name.Key, seen live.State) (id string, blockers Blockers) {
	if id = cmp.Or(seen.ID(group), seen.RequestedSecurityGroupID(user)); id == "" {
		blockers = Blockers{{On: group}}
	}
	return id, blockers
}

package plan

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A span is something that stands in a tier's subnets of several zones.
type span struct {
	key  name.Key
	tier v1alpha1.Tier

	// refs is where in its spec the references to its subnets are.
	refs []string
}

// fewestZones is over how many zones everything in AWS was made at least.
const fewestZones = 2

// zonesOf are the zones that something spans: those of the claim when it is
// made, and from then on those that it has and every further one that lacks
// nothing. The provider resolves all references of a resource before anything
// else: one to a subnet that AWS refuses would keep every later change from what
// exists. Whatever is left with fewer zones than anything is made with was never
// made, and asks for all.
func (p Platform) zonesOf(s span, lacking func(v1alpha1.Zone) string, seen observed.View) (zones []v1alpha1.Zone, pending []string) {
	if !seen.Has(s.key) {
		return p.Spec.Zones, nil
	}
	has, _ := p.stands(s, seen)
	for _, z := range p.Spec.Zones {
		missing := lacking(z)
		if missing == "" || slices.Contains(has, z) {
			zones = append(zones, z)
			continue
		}
		pending = append(pending, fmt.Sprintf("%s stays out of zone %s while it waits for %s", s.key, z, missing))
	}
	if len(zones) < fewestZones {
		return p.Spec.Zones, nil
	}
	return zones, pending
}

// stands are the zones of the claim that something refers to the subnets of, and
// whether it refers to no others. What is referred to does not depend on how
// much is known of the subnets themselves.
func (p Platform) stands(s span, seen observed.View) (zones []v1alpha1.Zone, nowhereElse bool) {
	nowhereElse = true
	for i := 0; ; i++ {
		ref := seen.Spec(s.key, slices.Concat(s.refs, []string{strconv.Itoa(i), "name"})...)
		if ref == "" {
			return zones, nowhereElse
		}
		at := slices.IndexFunc(p.Spec.Zones, func(z v1alpha1.Zone) bool { return ref == p.Names.Object(name.Subnet(s.tier, z)) })
		if at < 0 {
			nowhereElse = false
			continue
		}
		zones = append(zones, p.Spec.Zones[at])
	}
}

// lackingSubnet says what a zone lacks before anything that exists may span it:
// its subnet, and what ties the subnet to its routes. An adopted subnet has its
// own.
func (p Platform) lackingSubnet(t v1alpha1.Tier, z v1alpha1.Zone, seen observed.View) string {
	subnet := name.Subnet(t, z)
	if seen.Status(subnet, "id") == "" {
		return string(subnet)
	}
	if tie := name.Association(subnet); p.Spec.Network.Existing == nil && !seen.Ready(tie) {
		return string(tie)
	}
	return ""
}

// lackingIn is the same for all zones of a tier.
func (p Platform) lackingIn(t v1alpha1.Tier, seen observed.View) func(v1alpha1.Zone) string {
	return func(z v1alpha1.Zone) string { return p.lackingSubnet(t, z, seen) }
}

// subnetsIn are a tier's subnets in some zones.
func subnetsIn(t v1alpha1.Tier, zones []v1alpha1.Zone) []name.Key {
	out := make([]name.Key, len(zones))
	for i, z := range zones {
		out[i] = name.Subnet(t, z)
	}
	return out
}

package network

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// allZones are the letters that a zone can have.
var allZones = []v1alpha1.Zone{"a", "b", "c", "d", "e", "f"}

// otherZones are the letters that the claim does not have.
func otherZones(p plan.Platform) []v1alpha1.Zone {
	return slices.DeleteFunc(slices.Clone(allZones), func(z v1alpha1.Zone) bool {
		return slices.Contains(p.Spec.Zones, z)
	})
}

// keepZones refuses to take a zone away that exists: what runs in its subnets
// cannot move to others. A zone of which AWS made no subnet, because the account
// does not have it, can be taken out of the claim again.
func keepZones(p plan.Platform, seen live.State) error {
	var lost []error
	for _, z := range otherZones(p) {
		for _, t := range v1alpha1.Tiers {
			k := name.Subnet(t, z)
			if id := seen.ID(k); id != "" {
				lost = append(lost, fmt.Errorf("spec.zones: zone %[1]s cannot be removed: AWS has %[2]s (%[3]s), and what is in a subnet cannot move to another zone; write %[1]s again", z, k, id))
				break
			}
		}
	}
	return errors.Join(lost...)
}

// leaveZones takes down what was composed for zones that never came to be. What
// protects it goes first: a private route table exists without its subnet, and
// would stay in AWS. A subnet stays for as long as its NAT gateway does.
func (n *Plan) leaveZones(seen live.State) {
	for _, z := range otherZones(n.Platform) {
		parts := make([]name.Key, 0, 1+2*len(v1alpha1.Tiers))
		parts = append(parts, name.ZoneRouteTable(v1alpha1.TierPrivate, z))
		for _, t := range v1alpha1.Tiers {
			parts = append(parts, name.Subnet(t, z), name.Association(name.Subnet(t, z)))
		}
		for _, k := range parts {
			if seen.Has(k) && !seen.Deletable(k) {
				n.Unprotected = append(n.Unprotected, k)
			}
		}
		subnet := name.Subnet(v1alpha1.TierPublic, z)
		if seen.Deletable(subnet) && slices.Contains(n.Draining, name.NATGateway(z)) {
			n.Draining = append(n.Draining, subnet)
		}
	}
}

// tiedToOtherZone reports whether a key is that of an endpoint's tie to a zone
// that the claim does not have.
func tiedToOtherZone(p plan.Platform, k name.Key) bool {
	return slices.ContainsFunc(otherZones(p), func(z v1alpha1.Zone) bool {
		table, subnet := name.ZoneRouteTable(v1alpha1.TierPrivate, z), name.Subnet(v1alpha1.TierPrivate, z)
		return strings.HasSuffix(string(k), "-"+string(table)) || strings.HasSuffix(string(k), "-"+string(subnet))
	})
}

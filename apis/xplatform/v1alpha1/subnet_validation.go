package v1alpha1

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// A block is the IPv4 block of one subnet, and where it is given: at the path of
// the VPC's when it follows from that.
type block struct {
	tier   Tier
	zone   Zone
	prefix netip.Prefix
	path   *field.Path
	given  bool
}

func (b block) String() string {
	if b.given {
		return fmt.Sprintf("%s (%s)", b.path, b.prefix)
	}
	return fmt.Sprintf("the %s subnet of zone %s (%s, from spec.network.cidr)", b.tier, b.zone, b.prefix)
}

// validateSubnets checks every subnet's block against the VPC's, where that is
// known, and against all others.
func validateSubnets(s *PlatformSpec, vpc netip.Prefix, known bool, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	subnets := path.Child("subnets")
	for _, t := range Tiers {
		faults = append(faults, validateKeys(s.Network.Subnets.Of(t), s.Zones, subnets.Child(string(t)))...)
	}
	if known && !hasFormula(vpc) {
		faults = append(faults, validateComplete(s, vpc, subnets)...)
	}
	blocks, unreadable := blocksOf(s, vpc, known, path)
	faults = append(faults, unreadable...)
	for i, b := range blocks {
		faults = append(faults, validateBlock(b, vpc, known, balanced(s, b.tier))...)
		for _, other := range blocks[:i] {
			if b.prefix.Overlaps(other.prefix) {
				faults = append(faults, overlap(b, other))
			}
		}
	}
	return faults
}

// validateComplete demands every block of a VPC that gives none, in one fault.
func validateComplete(s *PlatformSpec, vpc netip.Prefix, path *field.Path) field.ErrorList {
	var missing []string
	for _, t := range Tiers {
		for _, z := range sortedZones(s.Zones) {
			if _, ok := s.Network.Subnets.Of(t)[z]; !ok {
				missing = append(missing, fmt.Sprintf("%s.%s", t, z))
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return field.ErrorList{field.Required(path, fmt.Sprintf(
		"subnets are derived only for VPCs of /16 to /19, and this one is /%d: set %s", vpc.Bits(), strings.Join(missing, ", ")))}
}

// blocksOf collects the blocks of all subnets: the given ones and, where the VPC
// gives them, all others.
func blocksOf(s *PlatformSpec, vpc netip.Prefix, known bool, path *field.Path) ([]block, field.ErrorList) {
	var blocks []block
	var faults field.ErrorList
	for _, t := range Tiers {
		for _, z := range sortedZones(s.Zones) {
			at := path.Child("subnets", string(t), string(z))
			if text, ok := s.Network.Subnets.Of(t)[z]; ok {
				p, err := blockOf(text, at)
				if err != nil {
					faults = append(faults, err)
					continue
				}
				blocks = append(blocks, block{tier: t, zone: z, prefix: p, path: at, given: true})
				continue
			}
			if !known || !hasFormula(vpc) || !z.exists() {
				continue
			}
			if p, err := s.SubnetCIDR(t, z); err == nil {
				blocks = append(blocks, block{tier: t, zone: z, prefix: p, path: path.Child("cidr")})
			}
		}
	}
	return blocks, faults
}

// balanced says whether a load balancer can stand in a tier: always in the public
// one, and in the private one where it is internal.
func balanced(s *PlatformSpec, t Tier) bool {
	return t == TierPublic || t == TierPrivate && s.Edge != nil && s.Edge.Scheme == SchemeInternal
}

func validateBlock(b block, vpc netip.Prefix, known, balanced bool) field.ErrorList {
	var faults field.ErrorList
	longest := longestSubnet
	if balanced {
		longest = longestBalancedSubnet
	}
	if b.prefix.Bits() > longest {
		faults = append(faults, field.Invalid(b.path, b.prefix.String(), fmt.Sprintf("a %s subnet must be /%d or larger", b.tier, longest)))
	}
	if known && (b.prefix.Bits() < vpc.Bits() || !vpc.Contains(b.prefix.Addr())) {
		faults = append(faults, field.Invalid(b.path, b.prefix.String(), fmt.Sprintf("is not inside the VPC (spec.network.cidr is %s)", vpc)))
	}
	return faults
}

// overlap faults the block that was given, if only one of the two was.
func overlap(b, other block) *field.Error {
	if !b.given {
		b, other = other, b
	}
	return field.Invalid(b.path, b.prefix.String(), fmt.Sprintf("overlaps %s: choose another CIDR block", other))
}

// sortedZones are the zones in order and once each.
func sortedZones(zones []Zone) []Zone {
	return slices.Compact(slices.Sorted(slices.Values(zones)))
}

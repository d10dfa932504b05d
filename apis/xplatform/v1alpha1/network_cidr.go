package v1alpha1

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/cidr"
)

// subnetExtraBits is how much longer the prefix of a subnet is than that of its
// VPC, where the subnet follows from the VPC.
const subnetExtraBits = 8

// zoneLetters are all zones, in the order of their slots.
const zoneLetters = "abcdef"

// SubnetNumber is which block of the VPC a subnet takes, in IPv4 where it follows
// from the VPC, and in IPv6 always. It depends on tier and zone alone, so that
// another zone moves nothing. It is -1 for a tier or zone that does not exist.
func SubnetNumber(t Tier, z Zone) int {
	slot := strings.Index(zoneLetters, string(z))
	if slot < 0 || len(z) != 1 {
		return -1
	}
	switch t {
	case TierPublic:
		return 1 + slot
	case TierPrivate:
		return 10 + slot
	case TierDatabase:
		return 20 + slot
	}
	return -1
}

// SubnetCIDR is the IPv4 block of a subnet: the one that the spec gives, or else
// the one that follows from the VPC's.
func (s *PlatformSpec) SubnetCIDR(t Tier, z Zone) (netip.Prefix, error) {
	if given, ok := s.Network.Subnets.Of(t)[z]; ok {
		p, err := netip.ParsePrefix(given)
		if err != nil {
			return netip.Prefix{}, fmt.Errorf("cannot read the block of the %s subnet in zone %s: %w", t, z, err)
		}
		return p, nil
	}
	vpc, err := netip.ParsePrefix(s.Network.CIDR)
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("cannot read the block of the VPC: %w", err)
	}
	if !hasFormula(vpc) {
		return netip.Prefix{}, fmt.Errorf("cannot derive the %s subnet in zone %s from %s: only VPCs of /16 to /19 give subnets", t, z, vpc)
	}
	p, err := cidr.Nth(vpc, vpc.Bits()+subnetExtraBits, SubnetNumber(t, z))
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("cannot derive the %s subnet in zone %s: %w", t, z, err)
	}
	return p, nil
}

// Of returns the blocks that are given for a tier, by zone.
func (s SubnetsSpec) Of(t Tier) map[Zone]string {
	return map[Tier]map[Zone]string{TierPublic: s.Public, TierPrivate: s.Private, TierDatabase: s.Database}[t]
}

// Of returns the subnets that are adopted for a tier, by zone.
func (s ExistingSubnets) Of(t Tier) map[Zone]string {
	return map[Tier]map[Zone]string{TierPublic: s.Public, TierPrivate: s.Private, TierDatabase: s.Database}[t]
}

// hasFormula says whether subnets follow from a VPC of this size.
func hasFormula(vpc netip.Prefix) bool {
	return vpc.Bits() >= 16 && vpc.Bits() <= 19
}

package network

import (
	"fmt"
	"net/netip"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/cidr"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Subnet is one tier in one zone.
type Subnet struct {
	Key              name.Key
	Tier             v1alpha1.Tier
	Zone             v1alpha1.Zone
	AvailabilityZone string
	CIDR             netip.Prefix

	// IPv6 is the subnet's /64 of the VPC's block. It is not valid in a network
	// without IPv6, and while the block is not known.
	IPv6 netip.Prefix

	// AutoIPv6 gives an IPv6 address to whatever starts in the subnet.
	AutoIPv6 bool

	// AdoptedID is the id of a subnet that exists already.
	AdoptedID string

	// BlockedOn says what must be known before the subnet can be created.
	BlockedOn plan.Blockers
}

// planSubnets lays out one subnet for every tier and zone.
func (n *Plan) planSubnets(seen live.State) error {
	block, blockers := ipv6Block(n.VPC, seen)
	for _, t := range v1alpha1.Tiers {
		for _, z := range n.Spec.Zones {
			s := Subnet{
				Key:              name.Subnet(t, z),
				Tier:             t,
				Zone:             z,
				AvailabilityZone: n.Spec.Region + string(z),
				BlockedOn:        blockers,
				// Services reach out over IPv6 through the egress-only gateway;
				// load balancers and stores take IPv6 addresses of their own
				// accord or not at all.
				AutoIPv6: n.VPC.IPv6 && t == v1alpha1.TierPrivate,
			}
			var err error
			if s.CIDR, err = n.Spec.SubnetCIDR(t, z); err != nil {
				return fmt.Errorf("cannot place the %s subnet of zone %s: %w", t, z, err)
			}
			if block.IsValid() {
				if s.IPv6, err = cidr.Nth(block, ipv6SubnetBits, v1alpha1.SubnetNumber(t, z)); err != nil {
					return fmt.Errorf("cannot place the %s subnet of zone %s in %s: %w", t, z, block, err)
				}
			}
			n.Subnets = append(n.Subnets, s)
		}
	}
	return nil
}

// An IPv6 subnet is always a /64 here, the size every AWS service supports.
// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
const ipv6SubnetBits = 64

// ipv6Block is the block that AWS gave the VPC, or why it is not known yet.
func ipv6Block(v VPC, seen live.State) (block netip.Prefix, blockers plan.Blockers) {
	if !v.IPv6 {
		return netip.Prefix{}, nil
	}
	block, err := netip.ParsePrefix(seen.VPC().IPv6CIDR())
	if err != nil {
		return netip.Prefix{}, plan.Blockers{{On: name.VPC, Field: "IPv6 block"}}
	}
	return block, nil
}

// subnetsOf are the keys of a tier's subnets, in the order of their zones.
func (n *Plan) subnetsOf(t v1alpha1.Tier) []name.Key {
	var out []name.Key
	for _, s := range n.Subnets {
		if s.Tier == t {
			out = append(out, s.Key)
		}
	}
	return out
}

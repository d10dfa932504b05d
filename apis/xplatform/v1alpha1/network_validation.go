package v1alpha1

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Prefix lengths that AWS accepts, and those that load balancers need:
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
const (
	shortestVPC           = 16
	longestVPC            = 28
	longestSubnet         = 28
	longestBalancedSubnet = 27
)

func validateNetwork(s *PlatformSpec, path *field.Path) field.ErrorList {
	n := s.Network
	// What is adopted makes everything else in the section inert.
	if n.Existing != nil {
		return validateExisting(s, path.Child("existing", "subnetIds"))
	}
	var faults field.ErrorList
	faults = append(faults, validateNAT(s, path.Child("nat"))...)
	faults = append(faults, validateEndpoints(s, path.Child("endpoints"))...)
	vpc, err := blockOf(n.CIDR, path.Child("cidr"))
	if err == nil && (vpc.Bits() < shortestVPC || vpc.Bits() > longestVPC) {
		err = field.Invalid(path.Child("cidr"), n.CIDR, "a VPC must be /16 to /28, for example 10.0.0.0/16")
	}
	if err == nil {
		err = validateAddresses(vpc, path.Child("cidr"))
	}
	if err != nil {
		faults = append(faults, err)
	}
	faults = append(faults, validateSubnets(s, vpc, err == nil, path)...)
	return faults
}

// notForVPCs are blocks that have another use, and that AWS gives to no VPC.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
// https://www.rfc-editor.org/rfc/rfc5735
var notForVPCs = map[netip.Prefix]string{
	netip.MustParsePrefix("0.0.0.0/8"):      "this network itself",
	netip.MustParsePrefix("127.0.0.0/8"):    "loopback",
	netip.MustParsePrefix("169.254.0.0/16"): "link-local addresses",
	netip.MustParsePrefix("224.0.0.0/4"):    "multicast",
}

func validateAddresses(vpc netip.Prefix, path *field.Path) *field.Error {
	for reserved, use := range notForVPCs {
		if reserved.Overlaps(vpc) {
			return field.Invalid(path, vpc.String(), fmt.Sprintf("AWS does not allow addresses of %s in a VPC, which are for %s: choose a private CIDR block, for example 10.0.0.0/16", reserved, use))
		}
	}
	return nil
}

func validateNAT(s *PlatformSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	nat := s.Network.NAT
	if nat.Zone != "" && nat.Mode != NATSingle {
		faults = append(faults, field.Invalid(path.Child("zone"), nat.Zone, "only mode Single has one zone: remove zone or write mode: Single"))
	}
	if nat.Zone != "" && !slices.Contains(s.Zones, nat.Zone) {
		faults = append(faults, notAZone(path.Child("zone"), nat.Zone, s.Zones))
	}
	ids := path.Child("eipAllocationIds")
	if len(nat.EIPAllocationIDs) > 0 && nat.Mode == NATNone {
		faults = append(faults, field.Invalid(ids, nat.EIPAllocationIDs, "mode None has no gateways: remove eipAllocationIds or choose another mode"))
	}
	faults = append(faults, validateKeys(nat.EIPAllocationIDs, s.Zones, ids)...)
	for _, z := range slices.Sorted(maps.Keys(nat.EIPAllocationIDs)) {
		if nat.Mode == NATSingle && z != nat.Zone {
			faults = append(faults, field.Invalid(ids.Child(string(z)), nat.EIPAllocationIDs[z], fmt.Sprintf("mode Single has one gateway: set zone: %s, or the allocation of the zone of the gateway", z)))
		}
	}
	used := map[string]Zone{}
	for _, z := range slices.Sorted(maps.Keys(nat.EIPAllocationIDs)) {
		id := nat.EIPAllocationIDs[z]
		if other, ok := used[id]; ok {
			faults = append(faults, field.Invalid(ids.Child(string(z)), id, fmt.Sprintf("zone %s already uses it: every gateway requires its own elastic IP", other)))
		}
		used[id] = z
	}
	return faults
}

// validateExisting checks that what is adopted spans the platform's zones. Public
// subnets are needed by an internet-facing load balancer only.
func validateExisting(s *PlatformSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	facing := s.Edge != nil && s.Edge.Scheme != SchemeInternal
	used := map[string]*field.Path{}
	for _, t := range Tiers {
		at, ids := path.Child(string(t)), s.Network.Existing.SubnetIDs.Of(t)
		faults = append(faults, validateKeys(ids, s.Zones, at)...)
		if t != TierPublic || facing || len(ids) > 0 {
			for _, z := range s.Zones {
				if ids[z] == "" {
					faults = append(faults, field.Required(at.Child(string(z)), fmt.Sprintf("set the %s subnet of zone %s: every zone of spec.zones requires one", t, z)))
				}
			}
		}
		for _, z := range slices.Sorted(maps.Keys(ids)) {
			here := at.Child(string(z))
			if other, ok := used[ids[z]]; ok {
				faults = append(faults, field.Invalid(here, ids[z], fmt.Sprintf("%s already uses it: tiers and zones cannot share a subnet", other)))
			}
			used[ids[z]] = here
		}
	}
	return faults
}

// validateKeys checks that a map by zone has the platform's zones for keys.
func validateKeys[V any](m map[Zone]V, zones []Zone, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	for _, z := range slices.Sorted(maps.Keys(m)) {
		if !slices.Contains(zones, z) {
			faults = append(faults, notAZone(path.Child(string(z)), z, zones))
		}
	}
	return faults
}

func notAZone(path *field.Path, z Zone, zones []Zone) *field.Error {
	return field.Invalid(path, z, fmt.Sprintf("is not a zone of spec.zones (%s): add it there or remove it here", joinZones(zones)))
}

func joinZones(zones []Zone) string {
	sorted := sortedZones(zones)
	words := make([]string, len(sorted))
	for i, z := range sorted {
		words[i] = string(z)
	}
	return strings.Join(words, ", ")
}

// blockOf reads an IPv4 block in canonical form.
func blockOf(s string, path *field.Path) (netip.Prefix, *field.Error) {
	p, err := netip.ParsePrefix(s)
	if err != nil || !p.Addr().Is4() {
		return netip.Prefix{}, field.Invalid(path, s, "must be an IPv4 CIDR block, for example 10.0.0.0/16")
	}
	if p != p.Masked() {
		return netip.Prefix{}, field.Invalid(path, s, fmt.Sprintf("has host bits set: write %s", p.Masked()))
	}
	return p, nil
}

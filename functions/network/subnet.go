package network

import (
	"net/netip"

	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/management"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// subnet returns the subnet of one tier in one zone. No subnet assigns public
// IPv4 addresses: only load balancers and NAT gateways have any, which are
// their own.
func subnet(n network.Plan, s network.Subnet) *ec2.Subnet {
	if s.AdoptedID != "" {
		return adoptedSubnet(n, s)
	}
	return &ec2.Subnet{
		Spec: ec2.SubnetSpec{
			ForProvider: ec2.SubnetParameters_2{
				Region:                      &n.Spec.Region,
				VPCIDRef:                    refer.To(n.Names, name.VPC),
				AvailabilityZone:            &s.AvailabilityZone,
				CidrBlock:                   prefix(s.CIDR),
				IPv6CidrBlock:               prefix(s.IPv6),
				AssignIPv6AddressOnCreation: optional.True(s.AutoIPv6),
				MapPublicIPOnLaunch:         new(false),
			},
		},
	}
}

// adoptedSubnet returns an existing subnet, to be observed only.
func adoptedSubnet(n network.Plan, s network.Subnet) *ec2.Subnet {
	return &ec2.Subnet{
		ObjectMeta: external.Name(s.AdoptedID),
		Spec: ec2.SubnetSpec{
			ManagedResourceSpec: management.ObserveOnly(),
			ForProvider:         ec2.SubnetParameters_2{Region: &n.Spec.Region},
		},
	}
}

// prefix returns a CIDR block as AWS writes it, or nil if there is none.
func prefix(p netip.Prefix) *string {
	if !p.IsValid() {
		return nil
	}
	return new(p.String())
}

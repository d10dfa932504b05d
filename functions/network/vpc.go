package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// vpc is the platform's VPC. Interface endpoints and the names of the stores
// need its DNS.
func vpc(n network.Plan) *ec2.VPC {
	if n.VPC.Adopted() {
		return adoptedVPC(n)
	}
	return &ec2.VPC{
		Spec: ec2.VPCSpec{
			ForProvider: ec2.VPCParameters_2{
				Region:                       &n.Spec.Region,
				CidrBlock:                    &n.VPC.CIDR,
				AssignGeneratedIPv6CidrBlock: &n.VPC.IPv6,
				EnableDNSSupport:             new(true),
				EnableDNSHostnames:           new(true),
			},
		},
	}
}

// adoptedVPC observes a VPC that exists already.
func adoptedVPC(n network.Plan) *ec2.VPC {
	return &ec2.VPC{
		ObjectMeta: external.Name(n.VPC.AdoptedID),
		Spec: ec2.VPCSpec{
			ManagedResourceSpec: external.Observed(),
			ForProvider:         ec2.VPCParameters_2{Region: &n.Spec.Region},
		},
	}
}

// defaultSecurityGroup takes every rule out of the VPC's default group, which
// would otherwise let whatever lands in it talk to everything. The provider
// does so when it takes the group over; rules that somebody adds by hand later
// are not taken out, and must not become what is asked for either.
func defaultSecurityGroup(n network.Plan) *ec2.DefaultSecurityGroup {
	return &ec2.DefaultSecurityGroup{
		Spec: ec2.DefaultSecurityGroupSpec{
			ForProvider: ec2.DefaultSecurityGroupParameters{
				Region:   &n.Spec.Region,
				VPCIDRef: refer.To(n.Names, name.VPC),
			},
		},
	}
}

package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/management"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// vpc returns the platform's VPC. Interface endpoints and the DNS names of the
// stores require its DNS support.
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

// adoptedVPC returns an existing VPC, to be observed only.
func adoptedVPC(n network.Plan) *ec2.VPC {
	return &ec2.VPC{
		ObjectMeta: external.Name(n.VPC.AdoptedID),
		Spec: ec2.VPCSpec{
			ManagedResourceSpec: management.ObserveOnly(),
			ForProvider:         ec2.VPCParameters_2{Region: &n.Spec.Region},
		},
	}
}

// defaultSecurityGroup removes all rules from the VPC's default security group,
// which otherwise allows its members to communicate with each other and all
// outbound traffic. The provider does so when it adopts the group; rules that
// are added by hand later are not removed, and must not be requested either.
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

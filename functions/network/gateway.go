package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// internetGateway returns the internet gateway of the public subnets.
func internetGateway(n network.Plan) *ec2.InternetGateway {
	return &ec2.InternetGateway{
		Spec: ec2.InternetGatewaySpec{
			ForProvider: ec2.InternetGatewayParameters_2{
				Region:   &n.Spec.Region,
				VPCIDRef: refer.To(n.Names, name.VPC),
			},
		},
	}
}

// egressOnlyGateway returns the gateway for outbound IPv6 traffic of private
// subnets.
func egressOnlyGateway(n network.Plan) *ec2.EgressOnlyInternetGateway {
	return &ec2.EgressOnlyInternetGateway{
		Spec: ec2.EgressOnlyInternetGatewaySpec{
			ForProvider: ec2.EgressOnlyInternetGatewayParameters{
				Region:   &n.Spec.Region,
				VPCIDRef: refer.To(n.Names, name.VPC),
			},
		},
	}
}

// elasticIP returns the public address of a NAT gateway. The network interface
// that AWS then reports belongs to the gateway: requesting it would tie the
// address to a gateway that may be gone.
func elasticIP(n network.Plan) *ec2.EIP {
	return &ec2.EIP{
		Spec: ec2.EIPSpec{
			ForProvider: ec2.EIPParameters{
				Region: &n.Spec.Region,
				Domain: new("vpc"),
			},
		},
	}
}

// natGateway returns a gateway for outbound IPv4 traffic of private subnets.
func natGateway(n network.Plan, g network.NATGateway) *ec2.NATGateway {
	return &ec2.NATGateway{
		Spec: ec2.NATGatewaySpec{
			ForProvider: ec2.NATGatewayParameters_2{
				Region:           &n.Spec.Region,
				ConnectivityType: new("public"),
				SubnetIDRef:      refer.To(n.Names, g.Subnet),
				AllocationIDRef:  refer.To(n.Names, g.Address),
				AllocationID:     optional.Text(g.AllocationID),
			},
		},
	}
}

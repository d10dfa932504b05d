package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/refer"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// endpoint returns the VPC endpoint of an AWS service. Interface endpoints use
// private DNS, so that clients need no configuration.
func endpoint(n network.Plan, e network.Endpoint) *ec2.VPCEndpoint {
	return &ec2.VPCEndpoint{
		Spec: ec2.VPCEndpointSpec{
			ForProvider: ec2.VPCEndpointParameters_2{
				Region:            &n.Spec.Region,
				VPCIDRef:          refer.To(n.Names, name.VPC),
				ServiceName:       &e.ServiceName,
				VPCEndpointType:   new(e.Type()),
				PrivateDNSEnabled: &e.PrivateDNS,
			},
		},
	}
}

// endpointRoute associates a gateway endpoint with a route table.
func endpointRoute(n network.Plan, e network.Endpoint, t network.Tie) *ec2.VPCEndpointRouteTableAssociation {
	return &ec2.VPCEndpointRouteTableAssociation{
		Spec: ec2.VPCEndpointRouteTableAssociationSpec{
			ForProvider: ec2.VPCEndpointRouteTableAssociationParameters{
				Region:           &n.Spec.Region,
				VPCEndpointIDRef: refer.To(n.Names, e.Key),
				RouteTableIDRef:  refer.To(n.Names, t.To),
			},
		},
	}
}

// endpointSubnet associates an interface endpoint with a subnet.
func endpointSubnet(n network.Plan, e network.Endpoint, t network.Tie) *ec2.VPCEndpointSubnetAssociation {
	return &ec2.VPCEndpointSubnetAssociation{
		Spec: ec2.VPCEndpointSubnetAssociationSpec{
			ForProvider: ec2.VPCEndpointSubnetAssociationParameters{
				Region:           &n.Spec.Region,
				VPCEndpointIDRef: refer.To(n.Names, e.Key),
				SubnetIDRef:      refer.To(n.Names, t.To),
			},
		},
	}
}

// endpointGroup associates an interface endpoint with the endpoints' security
// group, instead of the VPC's default group, which allows nothing.
func endpointGroup(n network.Plan, e network.Endpoint) *ec2.VPCEndpointSecurityGroupAssociation {
	return &ec2.VPCEndpointSecurityGroupAssociation{
		Spec: ec2.VPCEndpointSecurityGroupAssociationSpec{
			ForProvider: ec2.VPCEndpointSecurityGroupAssociationParameters{
				Region:                    &n.Spec.Region,
				VPCEndpointIDRef:          refer.To(n.Names, e.Key),
				SecurityGroupIDRef:        refer.To(n.Names, name.EndpointsGroup),
				ReplaceDefaultAssociation: new(true),
			},
		},
	}
}

// endpointsIngress allows all addresses of the VPC to connect to the endpoints.
func endpointsIngress(n network.Plan) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      n.Spec.Region,
		Group:       name.EndpointsGroup,
		Port:        443,
		CIDR:        n.VPC.CIDR,
		Description: "HTTPS from the VPC",
	}.Resource(n.Names)
}

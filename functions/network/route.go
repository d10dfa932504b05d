package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// routeTable returns an empty table: routes are resources of their own.
func routeTable(n network.Plan) *ec2.RouteTable {
	return &ec2.RouteTable{
		Spec: ec2.RouteTableSpec{
			ForProvider: ec2.RouteTableParameters_2{
				Region:   &n.Spec.Region,
				VPCIDRef: refer.To(n.Names, name.VPC),
			},
		},
	}
}

// route returns the default route of a table for one address family.
func route(n network.Plan, r network.Route) *ec2.Route {
	return &ec2.Route{
		Spec: ec2.RouteSpec{
			ForProvider: ec2.RouteParameters_2{
				Region:                   &n.Spec.Region,
				RouteTableIDRef:          refer.To(n.Names, r.Table),
				DestinationCidrBlock:     optional.Text(r.Destination()),
				DestinationIPv6CidrBlock: optional.Text(r.IPv6Destination()),
				GatewayIDRef:             refer.To(n.Names, r.InternetGateway),
				EgressOnlyGatewayIDRef:   refer.To(n.Names, r.EgressOnlyGateway),
				NATGatewayIDRef:          refer.To(n.Names, r.NATGateway),
			},
		},
	}
}

// association associates a subnet with its route table.
func association(n network.Plan, a network.Association) *ec2.RouteTableAssociation {
	return &ec2.RouteTableAssociation{
		Spec: ec2.RouteTableAssociationSpec{
			ForProvider: ec2.RouteTableAssociationParameters{
				Region:          &n.Spec.Region,
				SubnetIDRef:     refer.To(n.Names, a.Subnet),
				RouteTableIDRef: refer.To(n.Names, a.Table),
			},
		},
	}
}

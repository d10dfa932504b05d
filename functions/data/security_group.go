package data

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/refer"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// securityGroup stands before a store. It has no rules that let anything out.
func securityGroup(d plan.Data, g plan.Guarded) *ec2.SecurityGroup {
	return &ec2.SecurityGroup{
		Spec: ec2.SecurityGroupSpec{
			ForProvider: ec2.SecurityGroupParameters_2{
				Region:      &d.Spec.Region,
				VPCIDRef:    refer.To(d.Names, name.VPC),
				Name:        &g.Group.Name,
				Description: &g.Group.Description,
			},
		},
	}
}

// ingress admits the tasks of one service.
func ingress(d plan.Data, g plan.Guarded, i plan.StoreIngress) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      d.Spec.Region,
		Group:       g.Key,
		Port:        i.Port,
		Peer:        i.From,
		Description: "Service " + i.Service,
	}.Resource(d.Names)
}

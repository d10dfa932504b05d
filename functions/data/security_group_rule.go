package data

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// ingress admits the tasks of one service.
func ingress(d plan.Data, g plan.StoreAccess, i plan.StoreIngress) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      d.Spec.Region,
		Group:       g.Key,
		Port:        i.Port,
		Peer:        i.From,
		Description: "Service " + i.Service,
	}.Resource(d.Names)
}

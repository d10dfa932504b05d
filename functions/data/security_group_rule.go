package data

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// ingress allows the tasks of one service to connect.
func ingress(d data.Plan, g data.Access, i data.Ingress) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      d.Spec.Region,
		Group:       g.Key,
		Port:        i.Port,
		Peer:        i.From,
		Description: "Service " + i.Service,
	}.Resource(d.Names)
}

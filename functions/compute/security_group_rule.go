package compute

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// securityGroupRule allows one peer to connect to the tasks, or the tasks to
// connect to one.
func securityGroupRule(c compute.Plan, s compute.Service, r compute.Rule) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      c.Spec.Region,
		Group:       name.ServiceGroup(s.ClaimName),
		Egress:      r.Egress,
		Port:        r.Port,
		EndPort:     r.EndPort,
		UDP:         r.UDP,
		Peer:        r.Peer,
		CIDR:        r.CIDR,
		IPv6:        r.IPv6,
		Description: r.Description,
	}.Resource(c.Names)
}

package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/plan"
)

// securityGroupRule makes every rule the same way: one source and one range of
// ports. See docs/decisions for why it is not one of the newer kinds.
func securityGroupRule(n plan.Network, p ec2.SecurityGroupRuleParameters_2) *ec2.SecurityGroupRule {
	p.Region = &n.Spec.Region
	return &ec2.SecurityGroupRule{Spec: ec2.SecurityGroupRuleSpec{ForProvider: p}}
}

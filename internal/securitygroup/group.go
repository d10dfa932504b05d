package securitygroup

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// In returns a group in the platform's VPC, without rules: it allows neither
// ingress nor egress.
func In(p plan.Platform, g plan.SecurityGroup) *ec2.SecurityGroup {
	return &ec2.SecurityGroup{
		Spec: ec2.SecurityGroupSpec{
			ForProvider: ec2.SecurityGroupParameters_2{
				Region:      &p.Spec.Region,
				VPCIDRef:    refer.To(p.Names, name.VPC),
				Name:        &g.Name,
				Description: &g.Description,
			},
		},
	}
}

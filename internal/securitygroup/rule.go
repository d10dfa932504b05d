// Package securitygroup makes the rules of security groups, in one place for
// all functions.
package securitygroup

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// A Rule opens one port to one peer, in one direction. One peer a rule is what
// the provider handles without fault; docs/decisions says why it is not one of
// the newer kinds.
type Rule struct {
	Region string
	Group  name.Key
	Egress bool
	Port   int64

	// CIDR is the peer. IPv6 tells its family.
	CIDR string
	IPv6 bool

	Description string
}

// Resource is the rule as a managed resource.
func (r Rule) Resource(names name.Platform) *ec2.SecurityGroupRule {
	p := ec2.SecurityGroupRuleParameters_2{
		Region:             &r.Region,
		Type:               new("ingress"),
		SecurityGroupIDRef: refer.To(names, r.Group),
		Protocol:           new("tcp"),
		FromPort:           optional.Number(r.Port),
		ToPort:             optional.Number(r.Port),
		Description:        &r.Description,
	}
	if r.Egress {
		p.Type = new("egress")
	}
	if r.IPv6 {
		p.IPv6CidrBlocks = []*string{&r.CIDR}
	} else {
		p.CidrBlocks = []*string{&r.CIDR}
	}
	return &ec2.SecurityGroupRule{Spec: ec2.SecurityGroupRuleSpec{ForProvider: p}}
}

// Package securitygroup builds security groups and their rules, in one place
// for all functions.
package securitygroup

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// A Rule opens a port, or a range of them, to one peer, in one direction. The
// provider only handles rules with one peer without defects;
// docs/decisions/0003-security-group-rules.md says why it is not one of the
// newer kinds.
type Rule struct {
	Region string
	Group  name.Key
	Egress bool
	Port   int64

	// EndPort is the last port, if the rule opens more than one.
	EndPort int64

	// UDP opens the port for UDP instead of TCP.
	UDP bool

	// Peer is the security group of the peer; without one, CIDR is its CIDR
	// block. IPv6 says which family CIDR belongs to.
	Peer name.Key
	CIDR string
	IPv6 bool

	Description string
}

// Resource returns the rule as a managed resource.
func (r Rule) Resource(names name.Platform) *ec2.SecurityGroupRule {
	p := ec2.SecurityGroupRuleParameters_2{
		Region:             &r.Region,
		Type:               new("ingress"),
		SecurityGroupIDRef: refer.To(names, r.Group),
		Protocol:           new("tcp"),
		FromPort:           optional.Number(r.Port),
		ToPort:             optional.Number(max(r.Port, r.EndPort)),
		Description:        &r.Description,
	}
	if r.Egress {
		p.Type = new("egress")
	}
	if r.UDP {
		p.Protocol = new("udp")
	}
	switch {
	case r.Peer != "":
		p.SourceSecurityGroupIDRef = refer.To(names, r.Peer)
	case r.IPv6:
		p.IPv6CidrBlocks = []*string{&r.CIDR}
	default:
		p.CidrBlocks = []*string{&r.CIDR}
	}
	return &ec2.SecurityGroupRule{Spec: ec2.SecurityGroupRuleSpec{ForProvider: p}}
}

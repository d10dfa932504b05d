package live

import "github.com/xplatform-dev/xplatform/internal/name"

// SecurityGroup is one security group.
type SecurityGroup struct{ resource }

// SecurityGroup returns the security group with a key.
func (s State) SecurityGroup(k name.Key) SecurityGroup { return SecurityGroup{s.resource(k)} }

// RequestedName returns the name of the group.
func (g SecurityGroup) RequestedName() string { return g.requested("name") }

// RequestedDescription returns the description of the group.
func (g SecurityGroup) RequestedDescription() string { return g.requested("description") }

// SecurityGroupRule is one rule of a security group.
type SecurityGroupRule struct{ resource }

// SecurityGroupRule returns the rule with a key.
func (s State) SecurityGroupRule(k name.Key) SecurityGroupRule {
	return SecurityGroupRule{s.resource(k)}
}

// RequestedCIDR returns the IPv4 CIDR block of the other side.
func (r SecurityGroupRule) RequestedCIDR() string { return r.requested("cidrBlocks", "0") }

// RequestedIPv6CIDR returns the IPv6 CIDR block of the other side.
func (r SecurityGroupRule) RequestedIPv6CIDR() string { return r.requested("ipv6CidrBlocks", "0") }

// RequestedFromPort returns the first port of the range.
func (r SecurityGroupRule) RequestedFromPort() int64 { return number(r.requested("fromPort")) }

// RefersTo reports whether the other side of the rule is a security group, given by
// its ID or by the name of its managed resource.
func (r SecurityGroupRule) RefersTo(id, object string) bool {
	peer := r.requested("sourceSecurityGroupId")
	return r.requested("sourceSecurityGroupIdRef", "name") == object || (peer != "" && peer == id)
}

package live

import "github.com/xplatform-dev/xplatform/internal/name"

// VPC is the VPC of the platform.
type VPC struct{ resource }

// VPC returns the VPC.
func (s State) VPC() VPC { return VPC{s.resource(name.VPC)} }

// ID returns the ID of the VPC.
func (v VPC) ID() string { return v.status("id") }

// CIDR returns the primary IPv4 CIDR block.
func (v VPC) CIDR() string { return v.status("cidrBlock") }

// IPv6CIDR returns the IPv6 CIDR block that Amazon assigned.
func (v VPC) IPv6CIDR() string { return v.status("ipv6CidrBlock") }

// RequestedIPv6 reports whether an IPv6 CIDR block was requested.
func (v VPC) RequestedIPv6() bool { return isTrue(v.requested("assignGeneratedIpv6CidrBlock")) }

// Subnet is one subnet.
type Subnet struct{ resource }

// Subnet returns the subnet with a key.
func (s State) Subnet(k name.Key) Subnet { return Subnet{s.resource(k)} }

// ID returns the ID of the subnet.
func (n Subnet) ID() string { return n.status("id") }

// CIDR returns the IPv4 CIDR block.
func (n Subnet) CIDR() string { return n.status("cidrBlock") }

// IPv6CIDR returns the IPv6 CIDR block.
func (n Subnet) IPv6CIDR() string { return n.status("ipv6CidrBlock") }

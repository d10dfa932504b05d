package live

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// LoadBalancer is the load balancer of the platform.
type LoadBalancer struct{ resource }

// LoadBalancer returns the load balancer.
func (s State) LoadBalancer() LoadBalancer { return LoadBalancer{s.resource(name.LoadBalancer)} }

// ARN returns the ARN of the load balancer.
func (l LoadBalancer) ARN() string { return l.status("arn") }

// ARNSuffix returns the part of the ARN that CloudWatch uses as a dimension.
func (l LoadBalancer) ARNSuffix() string { return l.status("arnSuffix") }

// DNSName returns the DNS name of the load balancer.
func (l LoadBalancer) DNSName() string { return l.status("dnsName") }

// ZoneID returns the ID of the hosted zone of the DNS name.
func (l LoadBalancer) ZoneID() string { return l.status("zoneId") }

// DeletionProtected reports whether AWS refuses to delete the load balancer. Unknown
// counts as protected once AWS has created it.
func (l LoadBalancer) DeletionProtected() bool {
	return l.ARN() != "" && l.status("enableDeletionProtection") != "false"
}

// HasSubnet reports whether the load balancer has a subnet.
func (l LoadBalancer) HasSubnet(id string) bool {
	return id != "" && slices.Contains(list(func(i string) string { return l.status("subnets", i) }), id)
}

// RequestedName returns the name of the load balancer.
func (l LoadBalancer) RequestedName() string { return l.requested("name") }

// RequestedIPAddressType returns ipv4 or dualstack.
func (l LoadBalancer) RequestedIPAddressType() string { return l.requested("ipAddressType") }

// AccessLogs is the destination of access logs.
type AccessLogs struct {
	Enabled        bool
	Bucket, Prefix string

	// Referenced is set if the bucket is one of the platform, given by reference.
	Referenced bool
}

// AccessLogs returns the bucket and the prefix that the load balancer writes to.
func (l LoadBalancer) AccessLogs() AccessLogs {
	return AccessLogs{Bucket: l.status("accessLogs", "bucket"), Prefix: l.status("accessLogs", "prefix")}
}

// RequestedAccessLogs returns the access logs that were requested.
func (l LoadBalancer) RequestedAccessLogs() AccessLogs {
	return AccessLogs{
		Enabled:    isTrue(l.requested("accessLogs", "enabled")),
		Bucket:     l.requested("accessLogs", "bucket"),
		Prefix:     l.requested("accessLogs", "prefix"),
		Referenced: l.requested("accessLogs", "bucketRef", "name") != "",
	}
}

// TargetGroup is one target group.
type TargetGroup struct{ resource }

// TargetGroup returns the target group with a key.
func (s State) TargetGroup(k name.Key) TargetGroup { return TargetGroup{s.resource(k)} }

// ARN returns the ARN of the target group.
func (g TargetGroup) ARN() string { return g.status("arn") }

// ARNSuffix returns the part of the ARN that CloudWatch uses as a dimension.
func (g TargetGroup) ARNSuffix() string { return g.status("arnSuffix") }

// RequestedName returns the name of the target group.
func (g TargetGroup) RequestedName() string { return g.requested("name") }

// RequestedPort returns the port of the targets.
func (g TargetGroup) RequestedPort() int64 { return number(g.requested("port")) }

package live

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// RequestedSubnetIDs returns the subnets that were requested for a load balancer, a
// service, a subnet group or the OpenSearch domain.
func (s State) RequestedSubnetIDs(k name.Key) []string {
	r := s.resource(k)
	switch {
	case k == name.LoadBalancer:
		return list(func(i string) string { return r.requested("subnets", i) })
	case k == name.Search:
		return list(func(i string) string { return r.requested("vpcOptions", "subnetIds", i) })
	case strings.HasPrefix(string(k), name.Services):
		return list(func(i string) string { return r.requested("networkConfiguration", "subnets", i) })
	}
	return list(func(i string) string { return r.requested("subnetIds", i) })
}

// RequestedSecurityGroupID returns the security group that was requested for a load
// balancer, a service or a store. Each has one.
func (s State) RequestedSecurityGroupID(k name.Key) string {
	r := s.resource(k)
	switch {
	case k == name.LoadBalancer:
		return r.requested("securityGroups", "0")
	case k == name.Database:
		return r.requested("vpcSecurityGroupIds", "0")
	case k == name.Cache:
		return r.requested("securityGroupIds", "0")
	case k == name.Search:
		return r.requested("vpcOptions", "securityGroupIds", "0")
	case strings.HasPrefix(string(k), name.Services):
		return r.requested("networkConfiguration", "securityGroups", "0")
	}
	return ""
}

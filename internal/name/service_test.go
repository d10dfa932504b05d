package name

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// awkward are valid names of services that look like parts of keys.
var awkward = []string{
	"a", "b", "a-b", "policy", "role", "chat", "chat-3002", "chat-grpc", "policy-chat", "peer", "service", "cpu", "target-chat",
	"ipv4", "database", "ipv4-chat", "database-chat", "attachment-chat", "security-group-chat", "log-group-chat", "subnet-private-a",
	"service-80-chat", "capacity-providers", "cluster", "to-80-chat", "namespace", "definition-chat",
}

// ofService returns all keys that a service has.
func ofService(s string) []Key {
	return []Key{
		Service(s), ServiceGroup(s), ServiceLogGroup(s), TaskRole(s), TaskPolicy(s), ExecutionRole(s), ExecutionPolicy(s),
		ScalingTarget(s), CPUScaling(s), MemoryScaling(s), RequestScaling(s), ServiceIngress(80, s), ServiceIngress(3002, s),
		PeerIngress("chat", 80, s), ServiceEgress("ipv4", s), ServiceEgress("database", s), BlockEgress("10.0.0.0/8", "TCP", 80, 81, s),
		PeerEgress("chat", 80, s), RoleAttachment("arn", s), TaskDefinition(s, "x"), TaskDefinition(s, "y"),
		TargetGroup(s, 80, "HTTP1"), TargetGroup(s, 80, "GRPC"), TargetGroup(s, 3002, "HTTP1"),
		LoadBalancerEgressTo(80, s), LoadBalancerEgress(80, Subnet(v1alpha1.TierPrivate, "a")),
		StoreIngress(v1alpha1.StoreDatabase, s), StoreIngress(v1alpha1.StoreSearch, s),
	}
}

// TestKeysOfServicesAreApart shows that no two resources have the same key,
// whatever the names of services.
func TestKeysOfServicesAreApart(t *testing.T) {
	shared := LoadBalancerEgress(80, Subnet(v1alpha1.TierPrivate, "a"))
	seen := map[Key]string{
		Cluster: "the platform", ClusterProviders: "the platform", ClusterLogGroup: "the platform", ExecLogGroup: "the platform",
		ConnectNamespace: "the platform",
	}
	for _, s := range awkward {
		for i, k := range ofService(s) {
			if other, taken := seen[k]; taken && k != shared {
				t.Errorf("%s, number %d of service %s, is also a key of %s", k, i, s, other)
			}
			seen[k] = s
		}
	}
}

// TestOfFindsKeysOfAService shows that the keys of a service are found among those of all others.
func TestOfFindsKeysOfAService(t *testing.T) {
	all := make([]Key, 0, len(awkward)*len(ofService("")))
	for _, s := range awkward {
		all = append(all, ofService(s)...)
	}
	for _, prefix := range []string{Services, TaskRoles, ServiceIngresses, ServiceEgresses, RoleAttachments, TaskDefinitions} {
		var keys []Key
		for _, k := range all {
			if len(k) > len(prefix) && string(k[:len(prefix)]) == prefix {
				keys = append(keys, k)
			}
		}
		for _, s := range awkward {
			var want []Key
			for _, k := range ofService(s) {
				if slices.Contains(keys, k) {
					want = append(want, k)
				}
			}
			if diff := cmp.Diff(want, Of(s, keys, prefix)); diff != "" {
				t.Errorf("the %s keys of %s: -want, +got:\n%s", prefix, s, diff)
			}
		}
	}
}

// TestTargetGroupOf shows that service and port can be read from a target
// group's key.
func TestTargetGroupOf(t *testing.T) {
	for _, s := range awkward {
		for _, protocol := range []string{"HTTP1", "HTTP2", "GRPC"} {
			if service, port := TargetGroupOf(TargetGroup(s, 3002, protocol)); service != s || port != 3002 {
				t.Errorf("the target group of %s with %s is read as that of %q at %d", s, protocol, service, port)
			}
		}
	}
}

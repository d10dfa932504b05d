package name

import (
	"regexp"
	"strconv"
	"strings"
)

// Keys of the resources that all services share.
const (
	Cluster          Key = "ecs-cluster"
	ClusterProviders Key = "ecs-cluster-capacity-providers"
	ClusterLogGroup  Key = "ecs-cluster-log-group"
	ExecLogGroup     Key = "ecs-exec-log-group"
	ConnectNamespace Key = "service-connect-namespace"
)

// Prefixes of the keys of the resources that every service has once. The
// service's name ends the key, so that no two keys are ever the same, whatever
// the names of services.
const (
	Services          = "ecs-service-"
	ServiceGroups     = "service-security-group-"
	ServiceLogGroups  = "service-log-group-"
	TaskRoles         = "task-role-"
	TaskPolicies      = "task-policy-"
	ExecutionRoles    = "execution-role-"
	ExecutionPolicies = "execution-policy-"
	ScalingTargets    = "scaling-target-"
	CPUScalings       = "scaling-cpu-"
	MemoryScalings    = "scaling-memory-"
	RequestScalings   = "scaling-requests-"
)

// Prefixes of the keys of resources of which a service can have several. A word
// without hyphens follows, which distinguishes them, and then the service's
// name.
const (
	ServiceIngresses = "service-ingress-"
	ServiceEgresses  = "service-egress-"
	RoleAttachments  = "role-attachment-"
)

// TaskDefinitions is the prefix of the keys of task definitions, of which a
// service has one for each content. Here a word follows the service's name.
const TaskDefinitions = "task-definition-"

// Service returns the key of the ECS service.
func Service(service string) Key { return Key(Services + service) }

// ServiceGroup returns the key of the security group of a service's tasks.
func ServiceGroup(service string) Key { return Key(ServiceGroups + service) }

// ServiceLogGroup returns the key of the log group of a service's containers.
func ServiceLogGroup(service string) Key { return Key(ServiceLogGroups + service) }

// TaskRole returns the key of the task role of a service.
func TaskRole(service string) Key { return Key(TaskRoles + service) }

// TaskPolicy returns the key of the policy of the task role.
func TaskPolicy(service string) Key { return Key(TaskPolicies + service) }

// ExecutionRole returns the key of the task execution role of a service.
func ExecutionRole(service string) Key { return Key(ExecutionRoles + service) }

// ExecutionPolicy returns the key of the policy of the task execution role.
func ExecutionPolicy(service string) Key { return Key(ExecutionPolicies + service) }

// ScalingTarget returns the key of the scalable target of a service: the limits
// of its number of tasks.
func ScalingTarget(service string) Key { return Key(ScalingTargets + service) }

// CPUScaling returns the key of the scaling policy by CPU utilization.
func CPUScaling(service string) Key { return Key(CPUScalings + service) }

// MemoryScaling returns the key of the scaling policy by memory utilization.
func MemoryScaling(service string) Key { return Key(MemoryScalings + service) }

// RequestScaling returns the key of the scaling policy by requests for each
// target.
func RequestScaling(service string) Key { return Key(RequestScalings + service) }

// ServiceIngress returns the key of the rule that allows the load balancer to
// connect to a service's port.
func ServiceIngress(port int64, service string) Key {
	return Key(ServiceIngresses + strconv.FormatInt(port, 10) + "-" + service)
}

// PeerIngress returns the key of the rule that allows another service to
// connect to a service's port.
func PeerIngress(peer string, port int64, service string) Key {
	return Key(ServiceIngresses + "peer" + hash(peer+" "+strconv.FormatInt(port, 10)) + "-" + service)
}

// ServiceEgress returns the key of the rule that allows a service to connect to
// a destination, a word without hyphens such as ipv4 or database.
func ServiceEgress(to, service string) Key { return Key(ServiceEgresses + to + "-" + service) }

// BlockEgress returns the key of the rule that allows a service to connect to a
// range of ports of a CIDR block.
func BlockEgress(cidr, protocol string, first, last int64, service string) Key {
	ports := strconv.FormatInt(first, 10) + "-" + strconv.FormatInt(last, 10)
	return ServiceEgress("block"+hash(cidr+" "+protocol+" "+ports), service)
}

// PeerEgress returns the key of the rule that allows a service to connect to a
// port of another one.
func PeerEgress(peer string, port int64, service string) Key {
	return ServiceEgress("peer"+hash(peer+" "+strconv.FormatInt(port, 10)), service)
}

// RoleAttachment returns the key of the attachment of a policy to a service's
// task role.
func RoleAttachment(policyARN, service string) Key {
	return Key(RoleAttachments + hash(policyARN) + "-" + service)
}

// TaskDefinition returns the key of a service's task definition with some
// content. Other content requires another task definition, because AWS does not
// change them.
func TaskDefinition(service, content string) Key {
	return Key(TaskDefinitions + service + "-" + hash(content))
}

// Of returns the keys of a service from a list of keys with the same prefix:
// its name is the rest of the key, or follows a word without hyphens.
func Of(service string, keys []Key, prefix string) []Key {
	var out []Key
	for _, k := range keys {
		rest := strings.TrimPrefix(string(k), prefix)
		switch prefix {
		case TaskDefinitions:
			rest = rest[:max(0, len(rest)-digits-1)]
		case ServiceIngresses, ServiceEgresses, RoleAttachments:
			_, rest, _ = strings.Cut(rest, "-")
		}
		if rest == service {
			out = append(out, k)
		}
	}
	return out
}

// targetGroup matches the keys that TargetGroup returns.
var targetGroup = regexp.MustCompile(`^` + TargetGroups + `(.+)-([0-9]+)(-http2|-grpc)?$`)

// TargetGroupOf returns the service and the port of a target group's key.
func TargetGroupOf(k Key) (service string, port int64) {
	m := targetGroup.FindStringSubmatch(string(k))
	if m == nil {
		return "", 0
	}
	port, err := strconv.ParseInt(m[2], 10, 64)
	if err != nil {
		return "", 0
	}
	return m[1], port
}

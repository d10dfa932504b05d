package name

import (
	"regexp"
	"strconv"
	"strings"
)

// Keys of what all services share.
const (
	Cluster          Key = "ecs-cluster"
	ClusterProviders Key = "ecs-cluster-capacity-providers"
	ClusterLogGroup  Key = "ecs-cluster-log-group"
	ExecLogGroup     Key = "ecs-exec-log-group"
	ConnectNamespace Key = "service-connect-namespace"
)

// Beginnings of the keys of what every service has. The service's name ends the
// key, so that no two keys are ever the same, whatever services are called.
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

// Beginnings of the keys of what a service can have several of. A word without
// hyphens follows, which tells them apart, and then the service's name.
const (
	ServiceIngresses = "service-ingress-"
	ServiceEgresses  = "service-egress-"
	RoleAttachments  = "role-attachment-"
)

// TaskDefinitions is the beginning of the keys of task definitions, of which a
// service has one for each content. Here a word follows the service's name.
const TaskDefinitions = "task-definition-"

// Service is the key of what runs a service's tasks.
func Service(service string) Key { return Key(Services + service) }

// ServiceGroup is the key of the security group that a service's tasks are in.
func ServiceGroup(service string) Key { return Key(ServiceGroups + service) }

// ServiceLogGroup is the key of the log group of a service's containers.
func ServiceLogGroup(service string) Key { return Key(ServiceLogGroups + service) }

// TaskRole is the key of the role that a service's application acts as.
func TaskRole(service string) Key { return Key(TaskRoles + service) }

// TaskPolicy is the key of what that role may do.
func TaskPolicy(service string) Key { return Key(TaskPolicies + service) }

// ExecutionRole is the key of the role that ECS starts a service's tasks as.
func ExecutionRole(service string) Key { return Key(ExecutionRoles + service) }

// ExecutionPolicy is the key of what that role may do.
func ExecutionPolicy(service string) Key { return Key(ExecutionPolicies + service) }

// ScalingTarget is the key of the bounds of a service's number of tasks.
func ScalingTarget(service string) Key { return Key(ScalingTargets + service) }

// CPUScaling is the key of what adds and removes tasks by their use of
// processors.
func CPUScaling(service string) Key { return Key(CPUScalings + service) }

// MemoryScaling is the key of what does so by their use of memory.
func MemoryScaling(service string) Key { return Key(MemoryScalings + service) }

// RequestScaling is the key of what does so by the requests that they get.
func RequestScaling(service string) Key { return Key(RequestScalings + service) }

// ServiceIngress is the key of the rule that lets the load balancer connect to
// a service's port.
func ServiceIngress(port int64, service string) Key {
	return Key(ServiceIngresses + strconv.FormatInt(port, 10) + "-" + service)
}

// PeerIngress is the key of the rule that lets another service connect to a
// service's port.
func PeerIngress(peer string, port int64, service string) Key {
	return Key(ServiceIngresses + "peer" + hash(peer+" "+strconv.FormatInt(port, 10)) + "-" + service)
}

// ServiceEgress is the key of the rule that lets a service out to what a word
// without hyphens names, such as ipv4 or database.
func ServiceEgress(to, service string) Key { return Key(ServiceEgresses + to + "-" + service) }

// BlockEgress is the key of the rule that lets a service out to some ports of
// a block.
func BlockEgress(cidr, protocol string, first, last int64, service string) Key {
	ports := strconv.FormatInt(first, 10) + "-" + strconv.FormatInt(last, 10)
	return ServiceEgress("block"+hash(cidr+" "+protocol+" "+ports), service)
}

// PeerEgress is the key of the rule that lets a service out to a port of
// another one.
func PeerEgress(peer string, port int64, service string) Key {
	return ServiceEgress("peer"+hash(peer+" "+strconv.FormatInt(port, 10)), service)
}

// RoleAttachment is the key of what ties a policy to a service's task role.
func RoleAttachment(policyARN, service string) Key {
	return Key(RoleAttachments + hash(policyARN) + "-" + service)
}

// TaskDefinition is the key of a service's task definition with some content.
// Other content is another task definition: AWS changes none.
func TaskDefinition(service, content string) Key {
	return Key(TaskDefinitions + service + "-" + hash(content))
}

// Of tells which of a list of keys, all with the same beginning, are those of a
// service: its name is the rest of the key, or follows a word without hyphens.
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

// targetGroup reads what TargetGroup writes.
var targetGroup = regexp.MustCompile(`^` + TargetGroups + `(.+)-([0-9]+)(-http2|-grpc)?$`)

// TargetGroupOf is the service and the port of a target group's key.
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

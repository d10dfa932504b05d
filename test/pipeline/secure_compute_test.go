package pipeline

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// computeControls are the requirements for services and their cluster.
var computeControls = []control{
	{"ECS.2 services get no public IPs", func(p platform) []string {
		return p.services(func(f map[string]any) bool {
			public, found, _ := unstructured.NestedBool(f, "networkConfiguration", "assignPublicIp")
			return found && !public
		})
	}},
	{"ECS.3, ECS.17 tasks share no namespaces with a host", func(p platform) []string {
		return p.each("TaskDefinition", func(f map[string]any) bool {
			return f["pidMode"] == nil && f["ipcMode"] == nil && f["networkMode"] == "awsvpc"
		})
	}},
	{"ECS.4 containers are not privileged", func(p platform) []string {
		return p.containers(func(c map[string]any) bool { return c["privileged"] != true })
	}},
	{"ECS.5 root file systems are read-only", func(p platform) []string {
		return p.containers(func(c map[string]any) bool { return c["readonlyRootFilesystem"] == true })
	}},
	{"ECS.8, AWS-0036 no credentials in the environment", func(p platform) []string {
		return p.containers(func(c map[string]any) bool {
			return !slices.ContainsFunc(objects(c["environment"]), func(v map[string]any) bool {
				n := strings.ToUpper(fmt.Sprint(v["name"]))
				return strings.Contains(n, "PASSWORD") || strings.Contains(n, "TOKEN") || strings.HasPrefix(n, "AWS_") || strings.HasSuffix(n, "SECRET")
			})
		})
	}},
	{"ECS.9 containers log to a group of the platform", func(p platform) []string {
		groups := map[string]bool{}
		for _, g := range p.of("Group") {
			groups[g.GetAnnotations()["crossplane.io/external-name"]] = true
		}
		return p.containers(func(c map[string]any) bool {
			driver, _, _ := unstructured.NestedString(c, "logConfiguration", "logDriver")
			group, _, _ := unstructured.NestedString(c, "logConfiguration", "options", "awslogs-group")
			return driver == "awslogs" && groups[group]
		})
	}},
	{"ECS.10 the latest platform of Fargate, by a strategy", func(p platform) []string {
		return p.services(func(f map[string]any) bool {
			return f["platformVersion"] == "LATEST" && f["launchType"] == nil && len(objects(f["capacityProviderStrategy"])) > 0
		})
	}},
	{"ECS.12 Container Insights", func(p platform) []string {
		return p.each("Cluster", func(f map[string]any) bool {
			setting := first(f["setting"])
			return setting["name"] == "containerInsights" && setting["value"] == "enabled"
		})
	}},
	{"ECS.20 containers do not run as root", func(p platform) []string {
		return p.containers(func(c map[string]any) bool {
			whole, _ := c["user"].(string)
			user, _, _ := strings.Cut(whole, ":")
			return user != "" && user != "0" && user != "root"
		})
	}},
	{"CKV_AWS_249 the application does not have the role of ECS", func(p platform) []string {
		return p.each("TaskDefinition", func(f map[string]any) bool {
			execution := p.referred(f, "executionRoleArn")
			return execution != nil && !strings.HasSuffix(fmt.Sprint(f["taskRoleArn"]), "/"+execution.GetAnnotations()["crossplane.io/external-name"])
		})
	}},
	{"ECS-REL failed deployments are rolled back", func(p platform) []string {
		return p.services(func(f map[string]any) bool {
			breaker, _ := f["deploymentCircuitBreaker"].(map[string]any)
			return breaker["enable"] == true && breaker["rollback"] == true
		})
	}},
	{"ECS-HA two tasks or more, all of them kept in a deployment", func(p platform) []string {
		scarce := p.each("Target", func(f map[string]any) bool { n, _ := f["minCapacity"].(int64); return n >= 2 })
		return append(scarce, p.services(func(f map[string]any) bool { return f["deploymentMinimumHealthyPercent"] == int64(100) })...)
	}},
	{"CKV_AWS_223/224 shells are recorded and encrypted", func(p platform) []string {
		shells := slices.ContainsFunc(p.of("Service"), func(o *unstructured.Unstructured) bool { return forProvider(o)["enableExecuteCommand"] == true })
		return p.each("Cluster", func(f map[string]any) bool {
			exec, _, _ := unstructured.NestedMap(f, "configuration", "executeCommandConfiguration")
			encrypted, _, _ := unstructured.NestedBool(exec, "logConfiguration", "cloudWatchEncryptionEnabled")
			return !shells || exec["logging"] == "OVERRIDE" && exec["kmsKeyId"] != nil && encrypted
		})
	}},
	{"CKV_AWS_274 no administrators", func(p platform) []string {
		return p.each("RolePolicyAttachment", func(f map[string]any) bool {
			return !strings.HasSuffix(fmt.Sprint(f["policyArn"]), "/AdministratorAccess")
		})
	}},
	{"AWS-0342 no role may pass another", func(p platform) []string {
		return p.each("RolePolicy", func(f map[string]any) bool { return !strings.Contains(fmt.Sprint(f["policy"]), "iam:PassRole") })
	}},
}

// services returns the keys of the services of ECS that do not satisfy a
// condition.
func (p platform) services(holds func(forProvider map[string]any) bool) []string {
	return p.each("Service", holds)
}

// containers returns the keys of the task definitions that have a container
// which does not satisfy a condition.
func (p platform) containers(holds func(container map[string]any) bool) []string {
	return p.each("TaskDefinition", func(f map[string]any) bool {
		var containers []map[string]any
		if err := json.Unmarshal([]byte(fmt.Sprint(f["containerDefinitions"])), &containers); err != nil || len(containers) == 0 {
			return false
		}
		return !slices.ContainsFunc(containers, func(c map[string]any) bool { return !holds(c) })
	})
}

// objects returns the objects of a list.
func objects(list any) []map[string]any {
	items, _ := list.([]any)
	out := make([]map[string]any, 0, len(items))
	for _, i := range items {
		if o, ok := i.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

// withoutResource reports whether AWS has no resource types for actions: a
// login to the registry, and the channels of ECS Exec.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
func withoutResource(actions []string) bool {
	free := []string{
		"ecr:GetAuthorizationToken", "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
		"ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
	}
	return !slices.ContainsFunc(actions, func(a string) bool { return !slices.Contains(free, a) })
}

package simulatedaws

import "strings"

var ecsKinds = map[string]kind{
	"ecs/Cluster": {identify: clusterARN, arn: clusterARN},
	"ecs/ClusterCapacityProviders": {
		invent: identifiedBy("clusterName"),
		refs:   map[string]target{"clusterName": externalNameOf("ecs/Cluster")},
	},
	"ecs/Service": {
		identify: serviceARN,
		arn:      serviceARN,
		refs: map[string]target{
			"cluster":                             externalNameOf("ecs/Cluster"),
			"iamRole":                             arnOf("iam/Role"),
			"loadBalancer.targetGroupArn":         externalNameOf("elbv2/LBTargetGroup"),
			"networkConfiguration.securityGroups": externalNameOf("ec2/SecurityGroup"),
			"networkConfiguration.subnets":        externalNameOf("ec2/Subnet"),
			taskDefinitionField:                   arnOf("ecs/TaskDefinition"),
		},
		refuses: unbalanced,
		more:    func(p report) { p.invent("desiredCount", int64(0)) },
		late:    []string{"desiredCount"},
	},
	// Terraform identifies a task definition by its family, all of whose
	// revisions have the same external name. They differ in their ARN.
	"ecs/TaskDefinition": {
		invent: identifiedBy("family"),
		refs:   map[string]target{"executionRoleArn": arnOf("iam/Role")},
		more:   taskDefinition,
	},
}

// taskDefinitionField tells which revision a service runs.
const taskDefinitionField = "taskDefinition"

func clusterARN(r *resource, _ map[string]any) string {
	return regionalARN(r, "ecs", "cluster/"+r.externalName())
}

// serviceARN names the cluster as well, which a service is given by its name or
// by its ARN.
func serviceARN(r *resource, _ map[string]any) string {
	cluster := r.asked("cluster")
	return regionalARN(r, "ecs", "service/"+cluster[strings.LastIndex(cluster, "/")+1:]+"/"+r.externalName())
}

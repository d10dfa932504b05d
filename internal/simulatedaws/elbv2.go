package simulatedaws

import "strings"

var elbv2Kinds = map[string]kind{
	"elbv2/LB": {
		invent: func(r *resource) string {
			return regionalARN(r, "elasticloadbalancing", "loadbalancer/app/"+r.asked("name")+"/"+digest(r, 16))
		},
		arn: identityARN,
		refs: map[string]target{
			"securityGroups":         externalNameOf("ec2/SecurityGroup"),
			"subnets":                externalNameOf("ec2/Subnet"),
			"subnetMapping.subnetId": externalNameOf("ec2/Subnet"),
			"accessLogs.bucket":      externalNameOf("s3/Bucket"),
		},
		more: loadBalancer,
		late: []string{"ipAddressType", "loadBalancerType", "subnetMapping"},
	},
	"elbv2/LBTargetGroup": {
		invent: func(r *resource) string {
			return regionalARN(r, "elasticloadbalancing", "targetgroup/"+r.asked("name")+"/"+digest(r, 16))
		},
		arn:     identityARN,
		refs:    inVPC,
		refuses: strayed,
		more:    targetGroup,
		settled: func(p report) bool { return p.atProvider[loadBalancersField] != nil },
	},
	"elbv2/LBListener": {
		invent: func(r *resource) string {
			return strings.Replace(r.asked("loadBalancerArn"), ":loadbalancer/", ":listener/", 1) + "/" + digest(r, 16)
		},
		arn: identityARN,
		refs: map[string]target{
			"loadBalancerArn":                       externalNameOf("elbv2/LB"),
			"defaultAction.targetGroupArn":          externalNameOf("elbv2/LBTargetGroup"),
			"defaultAction.forward.targetGroup.arn": externalNameOf("elbv2/LBTargetGroup"),
		},
		refuses: clings,
	},
	"elbv2/LBListenerRule": {
		invent: func(r *resource) string {
			return strings.Replace(r.asked("listenerArn"), ":listener/", ":listener-rule/", 1) + "/" + digest(r, 16)
		},
		arn: identityARN,
		refs: map[string]target{
			"listenerArn":                    arnOf("elbv2/LBListener"),
			"action.targetGroupArn":          arnOf("elbv2/LBTargetGroup"),
			"action.forward.targetGroup.arn": arnOf("elbv2/LBTargetGroup"),
		},
		refuses: strays,
		more:    listenerRule,
	},
	"elbv2/LBListenerCertificate": {
		invent: func(r *resource) string { return r.asked("listenerArn") + "_" + r.asked("certificateArn") },
		refs: map[string]target{
			"listenerArn":    arnOf("elbv2/LBListener"),
			"certificateArn": arnOf("acm/Certificate"),
		},
	},
}

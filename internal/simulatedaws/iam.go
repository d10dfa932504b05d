package simulatedaws

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

var iamKinds = map[string]kind{
	"iam/Role": {
		arn: func(r *resource, atProvider map[string]any) string {
			path, ok := atProvider["path"].(string)
			if !ok {
				path = "/"
			}
			return fmt.Sprintf("arn:%s:iam::%s:role%s%s", partition.Of(r.home).Name, r.account(), path, r.externalName())
		},
		refuses: badPolicy,
		more:    role,
	},
	"iam/ServiceLinkedRole": {
		invent: func(r *resource) string {
			return fmt.Sprintf("arn:%s:iam::%s:role%s%s", partition.Of(r.home).Name, r.account(), linkedRolePath(r), linkedRoleName(r))
		},
		arn: identityARN,
		more: func(p report) {
			role(p)
			p.invent("path", linkedRolePath(p.resource))
			p.invent("name", linkedRoleName(p.resource))
		},
	},
	"iam/RolePolicyAttachment": {
		invent: func(r *resource) string { return r.asked("role") + "/" + r.asked("policyArn") },
		refs:   map[string]target{"role": externalNameOf("iam/Role")},
	},
	"iam/RolePolicy": {
		refuses: badPolicy,
		refs:    map[string]target{"role": idOf("iam/Role")},
		identify: func(r *resource, atProvider map[string]any) string {
			return fmt.Sprintf("%v:%s", atProvider["role"], r.externalName())
		},
	},
}

// maxPolicy is how long the policies of a role may be. No role here has two.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
const maxPolicy = 10240

// badPolicy repeats AWS's refusal of a policy without a statement, of one that is
// too long, and of one that names something in another partition.
func badPolicy(_ *world, r *resource) string {
	switch policy := r.asked("policy") + r.asked("assumeRolePolicy"); {
	case foreignARN(policy, partition.Of(r.home).Name) != "":
		arn := foreignARN(policy, partition.Of(r.home).Name)
		return fmt.Sprintf("MalformedPolicyDocument: Partition %q is not valid for resource %q.", strings.Split(arn, ":")[1], arn)
	case strings.Contains(policy, `"Statement":null`) || strings.Contains(policy, `"Statement":[]`):
		return "MalformedPolicyDocument: Policy statement must contain statements."
	case len(policy) > maxPolicy:
		return fmt.Sprintf("LimitExceeded: Maximum policy size of %d bytes exceeded for role %s", maxPolicy, r.asked("role"))
	}
	return ""
}

// anyARN matches the ARNs in a policy.
var anyARN = regexp.MustCompile(`arn:aws[a-z-]*:[^"]*`)

// foreignARN returns the first ARN in a text that is not of a partition, or "".
func foreignARN(text, partition string) string {
	for _, arn := range anyARN.FindAllString(text, -1) {
		if !strings.HasPrefix(arn, "arn:"+partition+":") {
			return arn
		}
	}
	return ""
}

func role(p report) {
	p.invent("uniqueId", "AROA"+digest(p.resource, 17))
	p.invent("createDate", transition)
}

func linkedRolePath(r *resource) string {
	return "/aws-service-role/" + r.asked("awsServiceName") + "/"
}

// linkedRoleNames are services that call themselves otherwise in their roles
// than in their own name.
var linkedRoleNames = map[string]string{
	"ecs.amazonaws.com":                         "ECS",
	"ecs.application-autoscaling.amazonaws.com": "ApplicationAutoScaling_ECSService",
	"elasticache.amazonaws.com":                 "ElastiCache",
	"opensearchservice.amazonaws.com":           "AmazonOpenSearchService",
	"rds.amazonaws.com":                         "RDS",
}

// linkedRoleName returns the one name that a service's role can have. Of a
// service that is not known, it is the first part of its name.
func linkedRoleName(r *resource) string {
	service := r.asked("awsServiceName")
	short, ok := linkedRoleNames[service]
	if !ok {
		short, _, _ = strings.Cut(service, ".")
	}
	name := "AWSServiceRoleFor" + short
	if suffix := r.asked("customSuffix"); suffix != "" {
		name += "_" + suffix
	}
	return name
}

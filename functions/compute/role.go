package compute

import (
	iam "github.com/upbound/provider-aws/v2/apis/namespaced/iam/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/policy"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// role returns a role that tasks, or ECS on their behalf, assume: only tasks of
// this account and region may.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
func role(c compute.Plan, r compute.Role) *iam.Role {
	return &iam.Role{
		ObjectMeta: external.Name(r.Name),
		Spec: iam.RoleSpec{
			ForProvider: iam.RoleParameters{
				Description:         &r.Description,
				PermissionsBoundary: optional.Text(r.BoundaryARN),
				AssumeRolePolicy: new(policy.AssumedBy("ecs-tasks.amazonaws.com", map[string]map[string]string{
					"StringEquals": {"aws:SourceAccount": c.Account.ID},
					"ArnLike":      {"aws:SourceArn": c.Account.ARN(c.Spec.Region, "ecs", "*")},
				})),
			},
		},
	}
}

// rolePolicy returns the inline policy of a role.
func rolePolicy(c compute.Plan, r compute.Role) *iam.RolePolicy {
	return &iam.RolePolicy{
		ObjectMeta: external.Name(r.PolicyName),
		Spec: iam.RolePolicySpec{
			ForProvider: iam.RolePolicyParameters{
				RoleRef: refer.To(c.Names, r.Key),
				Policy:  new(policy.Document(r.Statements...)),
			},
		},
	}
}

// roleAttachment attaches a user's own policy to a role.
func roleAttachment(c compute.Plan, r compute.Role, a compute.Attachment) *iam.RolePolicyAttachment {
	return &iam.RolePolicyAttachment{
		Spec: iam.RolePolicyAttachmentSpec{
			ForProvider: iam.RolePolicyAttachmentParameters{
				RoleRef:   refer.To(c.Names, r.Key),
				PolicyArn: &a.ARN,
			},
		},
	}
}

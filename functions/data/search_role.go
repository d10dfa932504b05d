package data

import (
	logs "github.com/upbound/provider-aws/v2/apis/namespaced/cloudwatchlogs/v1beta1"
	iam "github.com/upbound/provider-aws/v2/apis/namespaced/iam/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// searchRole returns the role that services assume to use the domain. It has no
// policy of its own: only the domain's policy grants it permissions.
func searchRole(r data.SearchRole) *iam.Role {
	return &iam.Role{
		ObjectMeta: external.Name(r.Name),
		Spec: iam.RoleSpec{
			ForProvider: iam.RoleParameters{
				Description:         new("Uses and administers the platform's search domain"),
				PermissionsBoundary: optional.Text(r.BoundaryARN),
				AssumeRolePolicy:    new(policy.Document(r.Trust())),
			},
		},
	}
}

// searchLogPolicy allows OpenSearch to write the logs of this domain.
func searchLogPolicy(d data.Plan, s data.Search) *logs.ResourcePolicy {
	return &logs.ResourcePolicy{
		ObjectMeta: external.Name(s.LogPolicy),
		Spec: logs.ResourcePolicySpec{
			ForProvider: logs.ResourcePolicyParameters{
				Region:         &d.Spec.Region,
				PolicyDocument: new(policy.Document(s.LogWriting)),
			},
		},
	}
}

// serviceLinkedRole returns the account's service-linked role for domains in a
// VPC.
func serviceLinkedRole() *iam.ServiceLinkedRole {
	return &iam.ServiceLinkedRole{
		Spec: iam.ServiceLinkedRoleSpec{
			ForProvider: iam.ServiceLinkedRoleParameters{
				AwsServiceName: new("opensearchservice.amazonaws.com"),
				Description:    new("Lets OpenSearch Service work in VPCs of this account"),
			},
		},
	}
}

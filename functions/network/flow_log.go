package network

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	iam "github.com/upbound/provider-aws/v2/apis/namespaced/iam/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/policy"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// flowLog returns the flow log of all traffic of the VPC, accepted and
// rejected.
func flowLog(n network.Plan) *ec2.FlowLog {
	return &ec2.FlowLog{
		Spec: ec2.FlowLogSpec{
			ForProvider: ec2.FlowLogParameters{
				Region:             &n.Spec.Region,
				VPCIDRef:           refer.To(n.Names, name.VPC),
				TrafficType:        new("ALL"),
				LogDestinationType: new("cloud-watch-logs"),
				LogDestinationRef:  refer.To(n.Names, name.FlowLogGroup),
				IAMRoleArnRef:      refer.To(n.Names, name.FlowLogRole),
			},
		},
	}
}

// flowLogRole returns the role that the flow log service assumes, for flow logs
// of this account and region only.
func flowLogRole(n network.Plan, f network.FlowLogs) *iam.Role {
	return &iam.Role{
		ObjectMeta: external.Name(f.Role),
		Spec: iam.RoleSpec{
			ForProvider: iam.RoleParameters{
				Description:         new("Writes the VPC's flow logs to CloudWatch Logs"),
				PermissionsBoundary: optional.Text(f.BoundaryARN),
				AssumeRolePolicy: new(policy.AssumedBy("vpc-flow-logs.amazonaws.com", map[string]map[string]string{
					"StringEquals": {"aws:SourceAccount": n.Account.ID},
					"ArnLike":      {"aws:SourceArn": n.ARN("ec2", "vpc-flow-log/*")},
				})),
			},
		},
	}
}

// flowLogRolePolicy allows the role to write to the flow logs' own group.
// https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
func flowLogRolePolicy(n network.Plan, f network.FlowLogs) *iam.RolePolicy {
	group := n.ARN("logs", "log-group:"+n.FlowLogGroup.Name)
	return &iam.RolePolicy{
		ObjectMeta: external.Name(f.RolePolicy),
		Spec: iam.RolePolicySpec{
			ForProvider: iam.RolePolicyParameters{
				RoleRef: refer.To(n.Names, name.FlowLogRole),
				Policy: new(policy.Document(
					policy.Statement{
						Sid:      "Write",
						Effect:   policy.Allow,
						Action:   []string{"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
						Resource: []string{group, group + ":*"},
					},
					policy.Statement{
						Sid:      "Find",
						Effect:   policy.Allow,
						Action:   []string{"logs:DescribeLogGroups"},
						Resource: []string{n.ARN("logs", "log-group:*")},
					},
				)),
			},
		},
	}
}

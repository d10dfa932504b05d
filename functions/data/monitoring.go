package data

import (
	iam "github.com/upbound/provider-aws/v2/apis/namespaced/iam/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/external"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/policy"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// monitoringRole returns the role that RDS assumes to write the enhanced
// monitoring of this platform's databases.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
func monitoringRole(d data.Plan, db data.Database) *iam.Role {
	return &iam.Role{
		ObjectMeta: external.Name(db.Monitoring.Role),
		Spec: iam.RoleSpec{
			ForProvider: iam.RoleParameters{
				Description:         new("Writes the database's enhanced monitoring to CloudWatch Logs"),
				PermissionsBoundary: optional.Text(db.Monitoring.BoundaryARN),
				AssumeRolePolicy: new(policy.AssumedBy("monitoring.rds.amazonaws.com", map[string]map[string]string{
					"StringEquals": {"aws:SourceAccount": d.Account.ID},
					"ArnLike":      {"aws:SourceArn": d.Account.ARN(d.Spec.Region, "rds", "db:"+db.Identifier+"*")},
				})),
			},
		},
	}
}

// monitoringPolicy attaches AWS's managed policy for enhanced monitoring.
func monitoringPolicy(d data.Plan) *iam.RolePolicyAttachment {
	return &iam.RolePolicyAttachment{
		Spec: iam.RolePolicyAttachmentSpec{
			ForProvider: iam.RolePolicyAttachmentParameters{
				RoleRef:   refer.To(d.Names, name.DatabaseMonitoringRole),
				PolicyArn: new(d.Account.Managed("service-role/AmazonRDSEnhancedMonitoringRole")),
			},
		},
	}
}

package data

import (
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// databaseReplica returns a read replica of the database, in the same subnets
// and with the same key. It is deleted without a snapshot: AWS creates none of
// a replica.
func databaseReplica(d data.Plan, db data.Database, r data.Replica) *rds.Instance {
	return &rds.Instance{
		Spec: rds.InstanceSpec{
			ForProvider: rds.InstanceParameters{
				Region:               &d.Spec.Region,
				Identifier:           &r.Identifier,
				ReplicateSourceDBRef: refer.To(d.Names, name.Database),

				EngineVersion:           optional.Text(r.Version),
				AutoMinorVersionUpgrade: new(true),
				ApplyImmediately:        &db.Maintenance.Immediately,
				MaintenanceWindow:       optional.Text(db.Maintenance.Window),
				ParameterGroupNameRef:   refer.To(d.Names, r.Parameters),

				InstanceClass:       &db.InstanceClass,
				StorageType:         new("gp3"),
				AllocatedStorage:    optional.Positive(r.Storage.GiB),
				MaxAllocatedStorage: maxAllocatedStorage(r.Storage),
				Iops:                optional.Positive(r.Storage.IOPS),
				StorageThroughput:   optional.Positive(r.Storage.MiBps),
				StorageEncrypted:    new(true),

				VPCSecurityGroupIds: optional.Texts(db.GroupID),
				Port:                optional.Number(db.Port),
				PubliclyAccessible:  new(false),
				CACertIdentifier:    new(certificateAuthority),

				IAMDatabaseAuthenticationEnabled: new(true),
				CopyTagsToSnapshot:               new(true),
				DeletionProtection:               new(false),
				SkipFinalSnapshot:                new(true),

				EnabledCloudwatchLogsExports:       exports(r.Logs),
				MonitoringInterval:                 new(float64(monitoringSeconds)),
				MonitoringRoleArnRef:               refer.To(d.Names, name.DatabaseMonitoringRole),
				PerformanceInsightsEnabled:         &db.Insights.Enabled,
				PerformanceInsightsKMSKeyID:        optional.Text(db.Insights.KeyARN),
				PerformanceInsightsRetentionPeriod: optional.Positive(db.Insights.Days),
			},
		},
	}
}

package data

import (
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// certificateAuthority is the CA of the certificates of databases, and valid
// until 2061.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
const certificateAuthority = "rds-ca-rsa2048-g1"

// monitoringSeconds is the interval of enhanced monitoring.
const monitoringSeconds = 60

// database returns the instance and, in another zone, its standby. Values that
// AWS fills in are not requested: the current IOPS would prevent a later
// increase of storage, and the current option group the next major version.
//
//nolint:funlen // One literal, with a line for each field.
func database(d data.Plan, db data.Database) *rds.Instance {
	return &rds.Instance{
		Spec: rds.InstanceSpec{
			InitProvider: rds.InstanceInitParameters{
				SnapshotIdentifier:     snapshot(db.RestoreSource),
				RestoreToPointInTime:   pointInTime(db.RestoreSource),
				EngineLifecycleSupport: optional.Text(db.ExtendedSupport),
			},
			ForProvider: rds.InstanceParameters{
				Region:     &d.Spec.Region,
				Identifier: &db.Identifier,

				Engine:                   &db.Engine,
				EngineVersion:            optional.Text(db.Version),
				AutoMinorVersionUpgrade:  new(true),
				AllowMajorVersionUpgrade: optional.True(db.AllowMajorUpgrade),
				ApplyImmediately:         &db.Maintenance.Immediately,
				MaintenanceWindow:        optional.Text(db.Maintenance.Window),
				ParameterGroupNameRef:    refer.To(d.Names, db.Parameters.Key),

				InstanceClass:       &db.InstanceClass,
				MultiAz:             &db.MultiAZ,
				StorageType:         new("gp3"),
				AllocatedStorage:    optional.Positive(db.Storage.GiB),
				MaxAllocatedStorage: maxAllocatedStorage(db.Storage),
				Iops:                optional.Positive(db.Storage.IOPS),
				StorageThroughput:   optional.Positive(db.Storage.MiBps),
				StorageEncrypted:    new(true),
				KMSKeyID:            optional.Text(db.Encryption.ARN),
				KMSKeyIDRef:         refer.To(d.Names, db.Encryption.Key),

				DBSubnetGroupNameRef: refer.To(d.Names, name.DatabaseSubnets),
				VPCSecurityGroupIds:  optional.Texts(db.GroupID),
				Port:                 optional.Number(db.Port),
				PubliclyAccessible:   new(false),
				CACertIdentifier:     new(certificateAuthority),

				DBName:                           optional.Text(db.DBName),
				Username:                         optional.Text(db.Username),
				ManageMasterUserPassword:         optional.True(db.Secret == nil),
				MasterUserSecretKMSKeyID:         optional.Text(db.ManagedKey),
				AutoGeneratePassword:             optional.True(db.Secret != nil),
				PasswordSecretRef:                generated(db.Secret),
				IAMDatabaseAuthenticationEnabled: new(true),

				BackupRetentionPeriod:   optional.Number(db.Backup.RetentionDays),
				BackupWindow:            optional.Text(db.Backup.Window),
				CopyTagsToSnapshot:      new(true),
				DeleteAutomatedBackups:  new(false),
				DeletionProtection:      &db.Protected,
				SkipFinalSnapshot:       new(false),
				FinalSnapshotIdentifier: optional.Text(db.FinalSnapshot),

				EnabledCloudwatchLogsExports:       exports(db.Logs),
				MonitoringInterval:                 new(float64(monitoringSeconds)),
				MonitoringRoleArnRef:               refer.To(d.Names, name.DatabaseMonitoringRole),
				PerformanceInsightsEnabled:         &db.Insights.Enabled,
				PerformanceInsightsKMSKeyID:        optional.Text(db.Insights.KeyARN),
				PerformanceInsightsRetentionPeriod: optional.Positive(db.Insights.Days),
			},
		},
	}
}

// maxAllocatedStorage returns the size up to which RDS scales the storage
// automatically.
func maxAllocatedStorage(s data.Storage) *float64 {
	if s.MaxGiB == nil {
		return nil
	}
	return optional.Number(*s.MaxGiB)
}

func snapshot(b *live.RestoreSource) *string {
	if b == nil {
		return nil
	}
	return optional.Text(b.Snapshot)
}

func pointInTime(b *live.RestoreSource) *rds.RestoreToPointInTimeInitParameters {
	if b == nil || b.Snapshot != "" {
		return nil
	}
	return &rds.RestoreToPointInTimeInitParameters{
		SourceDBInstanceIdentifier: optional.Text(b.SourceInstance),
		SourceDbiResourceID:        optional.Text(b.SourceResourceID),
		RestoreTime:                optional.Text(b.Time),
		UseLatestRestorableTime:    optional.True(b.Latest),
	}
}

func exports(logs []data.Log) []*string {
	out := make([]*string, len(logs))
	for i := range logs {
		out[i] = &logs[i].Type
	}
	return out
}

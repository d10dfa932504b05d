package live

import "github.com/xplatform-dev/xplatform/internal/name"

// Database is the RDS instance of the platform, or one of its read replicas.
type Database struct{ resource }

// Database returns the primary instance.
func (s State) Database() Database { return s.Instance(name.Database) }

// Instance returns the primary instance or a read replica.
func (s State) Instance(k name.Key) Database { return Database{s.resource(k)} }

// Address returns the DNS name of the instance.
func (d Database) Address() string { return d.status("address") }

// Port returns the port of the instance.
func (d Database) Port() int64 { return number(d.status("port")) }

// DBName returns the name of the initial database.
func (d Database) DBName() string { return d.status("dbName") }

// Username returns the name of the master user.
func (d Database) Username() string { return d.status("username") }

// EngineVersion returns the version that the instance runs.
func (d Database) EngineVersion() string { return d.status("engineVersionActual") }

// RequestedEngineVersion returns the version that was requested.
func (d Database) RequestedEngineVersion() string { return d.requested("engineVersion") }

// RequestedIdentifier returns the identifier of the instance.
func (d Database) RequestedIdentifier() string { return d.requested("identifier") }

// ManagedSecretARN returns the ARN of the secret that RDS manages.
func (d Database) ManagedSecretARN() string { return d.status("masterUserSecret", "0", "secretArn") }

// RequestedManagedSecretKey returns the ARN of the key of the secret that RDS manages.
func (d Database) RequestedManagedSecretKey() string { return d.requested("masterUserSecretKmsKeyId") }

// RequestedInsightsKey returns the ARN of the key of Performance Insights.
func (d Database) RequestedInsightsKey() string { return d.requested("performanceInsightsKmsKeyId") }

// DeletionProtected reports whether RDS refuses to delete the instance. Unknown counts
// as protected.
func (d Database) DeletionProtected() bool { return d.status("deletionProtection") != "false" }

// ExtendedSupport returns the setting of RDS Extended Support.
func (d Database) ExtendedSupport() string { return d.status("engineLifecycleSupport") }

// InitialExtendedSupport returns the setting that the instance was created with.
func (d Database) InitialExtendedSupport() string { return d.initial("engineLifecycleSupport") }

// AllocatedStorage returns the size in GiB.
func (d Database) AllocatedStorage() int64 { return number(d.status("allocatedStorage")) }

// Storage returns the size in GiB and the limit of storage autoscaling, or the
// requested ones if RDS reports no size.
func (d Database) Storage() (gib, most int64) {
	if gib = d.AllocatedStorage(); gib != 0 {
		return gib, number(d.status("maxAllocatedStorage"))
	}
	return number(d.requested("allocatedStorage")), number(d.requested("maxAllocatedStorage"))
}

// ReportsStorage reports whether RDS reports a size.
func (d Database) ReportsStorage() bool { return d.status("allocatedStorage") != "" }

// IOPS returns the provisioned IOPS, or the requested ones if RDS reports none.
func (d Database) IOPS() int64 { return number(reportedOr(d.status("iops"), d.requested("iops"))) }

// Throughput returns the throughput in MiB/s, or the requested one if RDS reports none.
func (d Database) Throughput() int64 {
	return number(reportedOr(d.status("storageThroughput"), d.requested("storageThroughput")))
}

// ParameterGroup returns the name of the parameter group.
func (d Database) ParameterGroup() string { return d.status("parameterGroupName") }

// A RestoreSource identifies the snapshot or the instance that a database was created
// from.
type RestoreSource struct {
	Snapshot string

	SourceInstance   string
	SourceResourceID string
	Time             string

	// Latest selects the latest restorable time.
	Latest bool
}

// RestoreSource returns the source that the instance was created from, or nil.
func (d Database) RestoreSource() *RestoreSource {
	source := RestoreSource{
		Snapshot:         d.initial("snapshotIdentifier"),
		SourceInstance:   d.initial("restoreToPointInTime", "sourceDbInstanceIdentifier"),
		SourceResourceID: d.initial("restoreToPointInTime", "sourceDbiResourceId"),
		Time:             d.initial("restoreToPointInTime", "restoreTime"),
		Latest:           isTrue(d.initial("restoreToPointInTime", "useLatestRestorableTime")),
	}
	if source == (RestoreSource{}) {
		return nil
	}
	return &source
}

// RequestedFinalSnapshot returns the identifier of the final snapshot of a database or
// a cache.
func (s State) RequestedFinalSnapshot(store name.Key) string {
	if store == name.Cache {
		return s.Cache().requested("finalSnapshotIdentifier")
	}
	return s.Database().requested("finalSnapshotIdentifier")
}

// ParameterGroup returns the name of the parameter group of a database instance or the
// cache.
func (s State) ParameterGroup(store name.Key) string {
	if store == name.Cache {
		return s.Cache().ParameterGroup()
	}
	return s.Instance(store).ParameterGroup()
}

// reportedOr returns what AWS reports, or what was requested if it reports nothing.
func reportedOr(reported, requested string) string {
	if reported == "" {
		return requested
	}
	return reported
}

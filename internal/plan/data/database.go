package data

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Database is a relational database, its standby, and all that belongs to it.
type Database struct {
	Access

	Identifier    string
	Engine        string
	InstanceClass string
	MultiAZ       bool
	Port          int64
	SubnetGroup   SubnetGroup
	Parameters    ParameterGroup
	Logs          []Log
	Monitoring    Monitoring
	Insights      Insights
	Protected     bool
	FinalSnapshot string

	// Version is the requested version. It is empty for a restored database of which
	// nothing is known yet: it has that of its snapshot.
	Version string
	Storage Storage

	// AllowMajorUpgrade permits a new major version. Maintenance configures when
	// this and other changes are applied, and Backup the automated backups.
	AllowMajorUpgrade bool
	Maintenance       Maintenance
	Backup            Backup

	// ExtendedSupport is the setting of RDS Extended Support that the database was created
	// with.
	ExtendedSupport string

	// RestoreSource identifies the snapshot or the instance of a restored database, whose
	// names and key it has: none of them is requested.
	RestoreSource *live.RestoreSource
	DBName        string
	Username      string
	Encryption    plan.KeyRef

	// Secret carries a Generated password. A Managed one is in a secret of RDS's
	// own, which is encrypted with ManagedKey and rotated by Rotation.
	Secret     *Secret
	ManagedKey string
	Rotation   *Rotation

	Replicas []Replica

	// BlockedOn says what must be known before the database can be created.
	BlockedOn plan.Blockers
}

// Backup configures the automated backups of a database.
type Backup struct {
	RetentionDays int64

	// Window is empty if AWS chooses one.
	Window string
}

// planDatabase plans the database of the claim.
func (d *Plan) planDatabase(seen live.State) error {
	spec := d.Spec.Database
	if spec == nil {
		return nil
	}
	if err := newDatabaseNames(spec, seen); err != nil {
		return err
	}
	db := d.database(spec, seen)
	if err := d.planInstances(db, seen); err != nil {
		return err
	}
	db.BlockedOn = db.blockers(seen)
	d.Database = db
	d.leaveDatabase(db, seen)
	return nil
}

// database returns the database as far as the claim alone decides it.
func (d *Plan) database(spec *v1alpha1.DatabaseSpec, seen live.State) *Database {
	db := &Database{
		Access:            d.planAccess(v1alpha1.StoreDatabase, "Database", seen),
		Identifier:        cmp.Or(seen.Database().RequestedIdentifier(), d.Names.Database()),
		Engine:            string(spec.Engine),
		InstanceClass:     cmp.Or(spec.InstanceClass, databaseSizes[spec.Size].class),
		MultiAZ:           spec.MultiAZ,
		Port:              d.StorePort(v1alpha1.StoreDatabase),
		SubnetGroup:       d.planSubnetGroup(name.DatabaseSubnets, seen),
		Protected:         plan.Protected(d.Spec, v1alpha1.StoreDatabase, seen),
		AllowMajorUpgrade: spec.AllowMajorUpgrade,
		Maintenance:       Maintenance{Window: spec.MaintenanceWindow, Immediately: spec.ApplyImmediately},
		Backup:            Backup{RetentionDays: spec.Backup.RetentionDays, Window: spec.Backup.Window},
		Monitoring:        d.planMonitoring(seen),
	}
	db.FinalSnapshot = finalSnapshot(name.Database, db.Identifier, seen)
	return db
}

// planInstances plans what the database and its replicas run, and how large they
// are, as their version and what they were restored from permit.
func (d *Plan) planInstances(db *Database, seen live.State) error {
	upgrade, err := d.planDatabaseVersion(db, seen)
	if err != nil {
		return err
	}
	if err := d.planRestoreSource(db, seen); err != nil {
		return err
	}
	if err := db.planExtendedSupport(d.Spec.Database, seen); err != nil {
		return err
	}
	storage, err := claimedStorage(d.Spec.Database)
	if err != nil {
		return err
	}
	d.planStorage(db, storage, seen)
	db.Parameters = d.databaseParameters(upgrade.database, seen)
	db.Logs = d.databaseLogs("", db.Identifier)
	d.planPassword(db, seen)
	d.planInsights(db, seen)
	d.planReplicas(db, upgrade, storage, seen)
	return nil
}

// blockers says what a database that does not exist yet waits for. One that
// exists waits for nothing.
func (db *Database) blockers(seen live.State) plan.Blockers {
	if seen.Has(name.Database) {
		return db.GroupBlockedOn
	}
	return db.creation(db.Logs, seen)
}

// creation says what must be there before RDS makes an instance: groups for its
// logs, the right to write down how it is doing, and the key.
func (db *Database) creation(logs []Log, seen live.State) plan.Blockers {
	var role, key plan.Blockers
	if !seen.Ready(name.DatabaseMonitoringRole) || !seen.Ready(name.DatabaseMonitoringPolicy) {
		role = plan.Blockers{{On: name.DatabaseMonitoringRole, Why: "its monitoring role"}}
	}
	if (db.Insights.Enabled && db.Insights.KeyARN == "") || (db.Secret == nil && db.ManagedKey == "") {
		key = plan.ARNBlockers(name.EncryptionKey, "")
	}
	return slices.Concat(db.GroupBlockedOn, waitingForLogs(logs, seen), role, key)
}

// leaveDatabase keeps what the claim no longer asks for until nothing uses it.
func (d *Plan) leaveDatabase(db *Database, seen live.State) {
	users := append(seen.Keys(name.DatabaseReplicas), name.Database)
	d.Draining = append(d.Draining, leavingParameters(name.DatabaseParameters, db.Parameters, seen, users...)...)
	d.leaveReplicaLogs(d.Spec.Database.ReadReplicas, seen)
	d.leaveSecret(db, seen)
}

// parts are the keys of all that the database is made of, itself included, but
// for its replicas.
func (db *Database) parts() []name.Key {
	if db == nil {
		return nil
	}
	own := []name.Key{
		name.Database, db.Key, name.DatabaseSubnets, db.Parameters.Key, name.DatabaseMonitoringRole, name.DatabaseMonitoringPolicy,
	}
	return slices.Concat(own, keysOfLogs(db.Logs), db.Secret.keys())
}

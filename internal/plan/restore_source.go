package plan

import (
	"errors"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A RestoreSource is what a restored database started with.
type RestoreSource struct {
	Snapshot string

	SourceInstance   string
	SourceResourceID string
	Time             string

	// Latest is the last moment that there is.
	Latest bool
}

// planRestoreSource decides what the database starts with: what the claim says, for
// as long as it does not exist, and from then on what it did start with. AWS
// takes a change of that for another database.
func (d *Data) planRestoreSource(db *Database, seen observed.View) error {
	spec := d.Spec.Database
	asked := restoreSource(spec.Restore)
	db.RestoreSource = asked
	if seen.Has(name.Database) {
		db.RestoreSource = observedRestoreSource(seen)
		if asked != nil && (db.RestoreSource == nil || *asked != *db.RestoreSource) {
			return errors.New("spec.database.restore: the existing database was not created from this snapshot, and restoring into it is not possible: remove spec.database.restore, or remove spec.database, confirm its deletion, and add it again once it is deleted")
		}
	}
	if db.RestoreSource == nil {
		db.DBName, db.Username, db.Encryption = spec.Name, spec.Username, d.EncryptionKey()
		return nil
	}
	if runningVersion(seen, name.Database) == "" {
		// Until it is restored it has the version of its snapshot, and AWS would take
		// any other for an upgrade.
		db.Version = seen.Spec(name.Database, "engineVersion")
	}
	return nil
}

func restoreSource(r *v1alpha1.RestoreSpec) *RestoreSource {
	switch {
	case r == nil:
		return nil
	case r.PointInTime != nil:
		p := r.PointInTime
		return &RestoreSource{SourceInstance: p.SourceInstance, SourceResourceID: p.SourceResourceID, Time: p.Time, Latest: p.Time == ""}
	}
	return &RestoreSource{Snapshot: r.SnapshotIdentifier}
}

func observedRestoreSource(seen observed.View) *RestoreSource {
	at := func(field string) string { return seen.Initial(name.Database, "restoreToPointInTime", field) }
	b := RestoreSource{
		Snapshot:         seen.Initial(name.Database, "snapshotIdentifier"),
		SourceInstance:   at("sourceDbInstanceIdentifier"),
		SourceResourceID: at("sourceDbiResourceId"),
		Time:             at("restoreTime"),
		Latest:           at("useLatestRestorableTime") == "true",
	}
	if b == (RestoreSource{}) {
		return nil
	}
	return &b
}

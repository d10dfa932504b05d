package data

import (
	"errors"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// planRestoreSource decides what the database starts with: what the claim says, for
// as long as it does not exist, and from then on what it did start with. AWS
// takes a change of that for another database.
func (d *Plan) planRestoreSource(db *Database, seen live.State) error {
	spec := d.Spec.Database
	asked := restoreSource(spec.Restore)
	db.RestoreSource = asked
	if seen.Has(name.Database) {
		db.RestoreSource = seen.Database().RestoreSource()
		if asked != nil && (db.RestoreSource == nil || *asked != *db.RestoreSource) {
			return errors.New("spec.database.restore: the existing database was not created from this snapshot, and restoring into it is not possible: remove spec.database.restore, or remove spec.database, confirm its deletion, and add it again once it is deleted")
		}
	}
	if db.RestoreSource == nil {
		db.DBName, db.Username, db.Encryption = spec.Name, spec.Username, d.EncryptionKey()
		return nil
	}
	if seen.Database().EngineVersion() == "" {
		// Until it is restored it has the version of its snapshot, and AWS would take
		// any other for an upgrade.
		db.Version = seen.Database().RequestedEngineVersion()
	}
	return nil
}

func restoreSource(r *v1alpha1.RestoreSpec) *live.RestoreSource {
	switch {
	case r == nil:
		return nil
	case r.PointInTime != nil:
		p := r.PointInTime
		return &live.RestoreSource{SourceInstance: p.SourceInstance, SourceResourceID: p.SourceResourceID, Time: p.Time, Latest: p.Time == ""}
	}
	return &live.RestoreSource{Snapshot: r.SnapshotIdentifier}
}

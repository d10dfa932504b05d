package plan

import (
	"errors"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Beginning is what a restored database started with.
type Beginning struct {
	Snapshot string

	SourceInstance   string
	SourceResourceID string
	Time             string

	// Latest is the last moment that there is.
	Latest bool
}

// planBeginning decides what the database starts with: what the claim says, for
// as long as it does not exist, and from then on what it did start with. AWS
// takes a change of that for another database.
func (d *Data) planBeginning(db *Database, seen observed.View) error {
	spec := d.Spec.Database
	asked := beginning(spec.Restore)
	db.Beginning = asked
	if seen.Has(name.Database) {
		db.Beginning = observedBeginning(seen)
		if asked != nil && (db.Beginning == nil || *asked != *db.Beginning) {
			return errors.New("spec.database.restore: the database that exists did not begin with this, and would stay what it is: remove restore to go on with it, or remove spec.database, confirm its deletion, and bring it back when it is gone")
		}
	}
	if db.Beginning == nil {
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

func beginning(r *v1alpha1.RestoreSpec) *Beginning {
	switch {
	case r == nil:
		return nil
	case r.PointInTime != nil:
		p := r.PointInTime
		return &Beginning{SourceInstance: p.SourceInstance, SourceResourceID: p.SourceResourceID, Time: p.Time, Latest: p.Time == ""}
	}
	return &Beginning{Snapshot: r.SnapshotIdentifier}
}

func observedBeginning(seen observed.View) *Beginning {
	at := func(field string) string { return seen.Initial(name.Database, "restoreToPointInTime", field) }
	b := Beginning{
		Snapshot:         seen.Initial(name.Database, "snapshotIdentifier"),
		SourceInstance:   at("sourceDbInstanceIdentifier"),
		SourceResourceID: at("sourceDbiResourceId"),
		Time:             at("restoreTime"),
		Latest:           at("useLatestRestorableTime") == "true",
	}
	if b == (Beginning{}) {
		return nil
	}
	return &b
}

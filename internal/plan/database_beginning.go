package plan

import (
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
}

// beginning is what the claim says of a database that does not exist yet, and
// from then on what it did start with: AWS takes a change of it for another
// database.
func beginning(r *v1alpha1.RestoreSpec, seen observed.View) *Beginning {
	if seen.Has(name.Database) {
		return observedBeginning(seen)
	}
	switch {
	case r == nil:
		return nil
	case r.PointInTime != nil:
		return &Beginning{SourceInstance: r.PointInTime.SourceInstance, SourceResourceID: r.PointInTime.SourceResourceID, Time: r.PointInTime.Time}
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
	}
	if b == (Beginning{}) {
		return nil
	}
	return &b
}

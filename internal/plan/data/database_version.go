package data

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A databaseUpgrade is which version a database and its replicas are to run.
type databaseUpgrade struct {
	database string

	// replicas is empty where they follow the database by themselves.
	replicas string
}

// planDatabaseVersion decides on the version of the database. A new minor version
// comes to its replicas first, as AWS demands; with a new major version of
// PostgreSQL they follow by themselves.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
func (d *Plan) planDatabaseVersion(db *Database, seen live.State) (databaseUpgrade, error) {
	u := d.databaseUpgrade(seen)
	wanted, note, err := u.version()
	if err != nil {
		return databaseUpgrade{}, err
	}
	d.note(note)
	out, err := d.replicasFirst(u, wanted, seen)
	db.Version = out.database
	return out, err
}

// databaseUpgrade is from the version that runs to that of the claim. A claim
// that names none asks for what there is.
func (d *Plan) databaseUpgrade(seen live.State) upgrade {
	spec := d.Spec.Database
	engine := databaseEngines[spec.Engine]
	was := seen.Database().RequestedEngineVersion()
	return upgrade{
		Field:       "spec.database.version",
		Asked:       cmp.Or(spec.Version, was, engine.version),
		Named:       spec.Version != "",
		Running:     cmp.Or(seen.Database().EngineVersion(), was),
		MajorDigits: engine.majorDigits,
		Major:       spec.AllowMajorUpgrade,
		MajorField:  "spec.database.allowMajorUpgrade",
	}
}

// replicasFirst holds the database's own upgrade back until its replicas have
// theirs.
func (d *Plan) replicasFirst(u upgrade, wanted string, seen live.State) (databaseUpgrade, error) {
	replicas := seen.Keys(name.DatabaseReplicas)
	engine := d.Spec.Database.Engine
	switch {
	case len(replicas) == 0 || (u.major() && engine == v1alpha1.DatabasePostgres):
		return databaseUpgrade{database: wanted}, nil
	case u.major():
		return databaseUpgrade{}, fmt.Errorf("spec.database.version: AWS upgrades %s to %s only after every read replica: set readReplicas: 0, wait until they are gone, upgrade, and set it back", engine, wanted)
	case slices.ContainsFunc(replicas, func(k name.Key) bool { return behind(k, wanted, seen) }):
		d.note("database is upgraded to " + wanted + " after its read replicas")
		return databaseUpgrade{database: cmp.Or(seen.Database().RequestedEngineVersion(), wanted), replicas: wanted}, nil
	}
	return databaseUpgrade{database: wanted, replicas: wanted}, nil
}

// behind reports whether an instance is known to run an older version.
func behind(k name.Key, wanted string, seen live.State) bool {
	running, want := parseVersion(seen.Instance(k).EngineVersion()), parseVersion(wanted)
	return len(running) > 0 && !want.leaves(running) && slices.Compare(running, want) < 0
}

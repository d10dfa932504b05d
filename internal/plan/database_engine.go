package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A databaseEngine is what differs from engine to engine.
type databaseEngine struct {
	// version is what a new database gets that asks for none.
	version string

	// majorDigits is how many numbers the major version has. A family of
	// parameters is named after engine and major version.
	majorDigits int

	// tlsOnly is the parameter that refuses connections without TLS.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
	tlsOnly string
}

var databaseEngines = map[v1alpha1.DatabaseEngine]databaseEngine{
	v1alpha1.DatabasePostgres: {version: "17", majorDigits: 1, tlsOnly: "rds.force_ssl"},
	v1alpha1.DatabaseMySQL:    {version: "8.4", majorDigits: 2, tlsOnly: "require_secure_transport"},
	v1alpha1.DatabaseMariaDB:  {version: "11.4", majorDigits: 2, tlsOnly: "require_secure_transport"},
}

// databaseUpgrade is from the version that runs to that of the claim. A claim
// that names none asks for what there is.
func databaseUpgrade(spec *v1alpha1.DatabaseSpec, seen observed.View) upgrade {
	engine := databaseEngines[spec.Engine]
	was := seen.Spec(name.Database, "engineVersion")
	return upgrade{
		Field:       "spec.database.version",
		Asked:       cmp.Or(spec.Version, was, engine.version),
		Running:     cmp.Or(runningVersion(seen, name.Database), was),
		MajorDigits: engine.majorDigits,
		Major:       spec.AllowMajorUpgrade,
		MajorField:  "spec.database.allowMajorUpgrade",
	}
}

// planDatabaseVersion decides on the version of the database and its replicas. A
// new minor version comes to the replicas first, as AWS demands; with a new major
// version of PostgreSQL they follow by themselves.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
func (d *Data) planDatabaseVersion(db *Database, seen observed.View) error {
	u := databaseUpgrade(d.Spec.Database, seen)
	wanted, err := u.version()
	if err != nil {
		return err
	}
	db.Version = wanted
	replicas := seen.Keys(name.DatabaseReplicas)
	switch {
	case len(replicas) == 0:
	case u.major() && d.Spec.Database.Engine != v1alpha1.DatabasePostgres:
		return fmt.Errorf("spec.database.version: AWS upgrades %s to %s only after every read replica: set readReplicas: 0, wait until they are gone, upgrade, and set it back", d.Spec.Database.Engine, wanted)
	case !u.major():
		db.ReplicaVersion = wanted
		if slices.ContainsFunc(replicas, func(k name.Key) bool { return behind(k, wanted, seen) }) {
			db.Version = cmp.Or(seen.Spec(name.Database, "engineVersion"), wanted)
		}
	}
	if db.Version != wanted {
		d.Pending = append(d.Pending, "database is upgraded to "+wanted+" after its read replicas")
	}
	return nil
}

// behind reports whether an instance is known to run an older version.
func behind(k name.Key, wanted string, seen observed.View) bool {
	running, want := parseVersion(runningVersion(seen, k)), parseVersion(wanted)
	return len(running) > 0 && !want.leaves(running) && slices.Compare(running, want) < 0
}

// planParameters plans the engine parameters of the version that is to run.
func (db *Database) planParameters(p Platform, seen observed.View) {
	spec := p.Spec.Database
	engine := databaseEngines[spec.Engine]
	family := string(spec.Engine) + parseVersion(db.Version).major(engine.majorDigits).String()
	key := name.DatabaseParameterGroup(family)
	db.Parameters = ParameterGroup{
		Key:        key,
		Name:       fixed(seen, key, p.Names.StorePart(key)),
		Family:     family,
		Parameters: parameters(map[string]string{engine.tlsOnly: "1"}, spec.Parameters),
	}
}

package plan

import (
	"cmp"

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

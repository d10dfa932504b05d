package data

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A databaseEngine holds the differences between engines.
type databaseEngine struct {
	// version is the version of new databases whose claim names none.
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

// databaseParameters are the engine parameters of a version.
func (d *Plan) databaseParameters(version string, seen live.State) ParameterGroup {
	spec := d.Spec.Database
	engine := databaseEngines[spec.Engine]
	family := string(spec.Engine) + parseVersion(version).major(engine.majorDigits).String()
	key := name.DatabaseParameterGroup(family)
	return ParameterGroup{
		Key:        key,
		Name:       plan.CurrentNameOr(seen, key, d.Names.StorePart(key)),
		Family:     family,
		Parameters: parameters(map[string]string{engine.tlsOnly: "1"}, spec.Parameters),
	}
}

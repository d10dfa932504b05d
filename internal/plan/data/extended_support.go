package data

import (
	"cmp"
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// extendedSupport maps settings to engine lifecycle support of RDS.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
var extendedSupport = map[v1alpha1.ExtendedSupport]string{
	v1alpha1.ExtendedSupportEnabled:  "open-source-rds-extended-support",
	v1alpha1.ExtendedSupportDisabled: "open-source-rds-extended-support-disabled",
}

// planExtendedSupport decides what AWS is to do at the end of standard support. It can
// be said of a new database only, and one that exists keeps what it began with.
func (db *Database) planExtendedSupport(spec *v1alpha1.DatabaseSpec, seen live.State) error {
	asked := extendedSupport[spec.ExtendedSupport]
	db.ExtendedSupport = asked
	if !seen.Has(name.Database) {
		return nil
	}
	db.ExtendedSupport = seen.Database().InitialExtendedSupport()
	is := cmp.Or(seen.Database().ExtendedSupport(), db.ExtendedSupport)
	if asked != "" && is != "" && asked != is {
		return fmt.Errorf("spec.database.extendedSupport: the existing database has another value, and AWS accepts %s only for a new one: remove the field, or restore the database with it", spec.ExtendedSupport)
	}
	return nil
}

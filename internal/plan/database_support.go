package plan

import (
	"cmp"
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// extendedSupport is what RDS calls the life cycles of a database.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
var extendedSupport = map[v1alpha1.ExtendedSupport]string{
	v1alpha1.ExtendedSupportEnabled:  "open-source-rds-extended-support",
	v1alpha1.ExtendedSupportDisabled: "open-source-rds-extended-support-disabled",
}

// planLifecycle decides what AWS is to do at the end of standard support. It can
// be said of a new database only, and one that exists keeps what it began with.
func (db *Database) planLifecycle(spec *v1alpha1.DatabaseSpec, seen observed.View) error {
	asked := extendedSupport[spec.ExtendedSupport]
	db.Lifecycle = asked
	if !seen.Has(name.Database) {
		return nil
	}
	db.Lifecycle = seen.Initial(name.Database, "engineLifecycleSupport")
	is := cmp.Or(seen.Status(name.Database, "engineLifecycleSupport"), db.Lifecycle)
	if asked != "" && is != "" && asked != is {
		return fmt.Errorf("spec.database.extendedSupport: %s is not what the database has, and AWS takes it only of a new one: remove it from the claim to go on, or restore the database anew with it", spec.ExtendedSupport)
	}
	return nil
}

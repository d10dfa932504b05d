package data

import (
	"errors"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// newDatabaseNames refuses names that RDS refuses when it makes a database. One
// that exists keeps its names, and is not held against the claim's.
func newDatabaseNames(spec *v1alpha1.DatabaseSpec, seen live.State) error {
	if seen.Has(name.Database) {
		return nil
	}
	var refused []error
	for _, f := range v1alpha1.NewDatabaseFaults(spec) {
		refused = append(refused, f)
	}
	return errors.Join(refused...)
}

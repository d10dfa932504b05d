package data

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Rotation is how often RDS's own secret gets another password.
type Rotation struct {
	SecretARN string
	Days      int64
	BlockedOn plan.Blockers
}

// defaultRotationDays is how often RDS rotates by itself.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
const defaultRotationDays = 7

// planPassword decides where the master password is: with RDS, or generated once.
func (d *Plan) planPassword(db *Database, seen live.State) {
	spec := d.Spec.Database
	if spec.Password == v1alpha1.PasswordGenerated {
		db.Secret = planSecret(d.Platform, name.Database, name.DatabaseSecret, "password", "Master password of the database "+db.Identifier, seen)
		return
	}
	db.ManagedKey = cmp.Or(seen.Database().RequestedManagedSecretKey(), d.KeyARN(seen))
	if spec.PasswordRotationDays == nil && !seen.Has(name.DatabaseSecretRotation) {
		return
	}
	db.Rotation = &Rotation{SecretARN: seen.Database().ManagedSecretARN(), Days: defaultRotationDays}
	if spec.PasswordRotationDays != nil {
		db.Rotation.Days = *spec.PasswordRotationDays
	}
	if db.Rotation.SecretARN == "" {
		db.Rotation.BlockedOn = plan.Blockers{{On: name.Database, Why: "the secret of the database"}}
	}
}

// leaveSecret keeps the secret of a Generated password until RDS has one of its
// own, and then for as long as a task definition names it: ECS starts no task whose
// secret is gone.
func (d *Plan) leaveSecret(db *Database, seen live.State) {
	if db.Secret != nil {
		return
	}
	secret := append(seen.Existing([]name.Key{name.DatabaseSecret}), seen.Keys(name.SecretVersions(name.DatabaseSecret))...)
	switch {
	case seen.Database().ManagedSecretARN() == "":
		d.Draining = append(d.Draining, secret...)
	case seen.NamesSecret(seen.ARN(name.DatabaseSecret)):
		d.Pinned = append(d.Pinned, secret...)
	}
}

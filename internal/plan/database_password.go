package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Rotation is how often RDS's own secret gets another password.
type Rotation struct {
	SecretARN string
	Days      int64
	Missing   string
}

// defaultRotationDays is how often RDS rotates by itself.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
const defaultRotationDays = 7

// planPassword decides where the master password is: with RDS, or generated once.
func (d *Data) planPassword(db *Database, seen observed.View) {
	spec := d.Spec.Database
	if spec.Password == v1alpha1.PasswordGenerated {
		db.Secret = d.planSecret(name.Database, name.DatabaseSecret, "password", "Master password of the database "+db.Identifier, seen)
		return
	}
	db.ManagedKey = fixedField(seen, name.Database, "masterUserSecretKmsKeyId", d.keyARN(seen))
	if spec.PasswordRotationDays == nil && !seen.Has(name.DatabaseSecretRotation) {
		return
	}
	db.Rotation = &Rotation{SecretARN: managedSecret(seen), Days: defaultRotationDays}
	if spec.PasswordRotationDays != nil {
		db.Rotation.Days = *spec.PasswordRotationDays
	}
	if db.Rotation.SecretARN == "" {
		db.Rotation.Missing = "the secret of the database"
	}
}

// managedSecret is the ARN of the secret that RDS keeps the master password in.
func managedSecret(seen observed.View) string {
	return seen.Status(name.Database, "masterUserSecret", "0", "secretArn")
}

// leaveSecret keeps the secret of a Generated password until RDS has one of its
// own.
func (d *Data) leaveSecret(db *Database, seen observed.View) {
	if db.Secret == nil && managedSecret(seen) == "" {
		d.Leaving = append(d.Leaving, observedOnly([]name.Key{name.DatabaseSecret}, seen)...)
		d.Leaving = append(d.Leaving, seen.Keys(name.SecretVersions(name.DatabaseSecret))...)
	}
}

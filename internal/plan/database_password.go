package plan

import (
	"slices"
	"strings"

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
	db.ManagedKey = currentFieldOr(seen, name.Database, "masterUserSecretKmsKeyId", d.keyARN(seen))
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
// own, and then for as long as a task definition names it: ECS starts no task whose
// secret is gone.
func (d *Data) leaveSecret(db *Database, seen observed.View) {
	if db.Secret != nil {
		return
	}
	secret := append(observedOnly([]name.Key{name.DatabaseSecret}, seen), seen.Keys(name.SecretVersions(name.DatabaseSecret))...)
	switch {
	case managedSecret(seen) == "":
		d.Draining = append(d.Draining, secret...)
	case named(seen.Status(name.DatabaseSecret, "arn"), seen):
		d.Pinned = append(d.Pinned, secret...)
	}
}

// named reports whether a task definition that exists names a secret. An ARN that
// is not known may be any.
func named(secret string, seen observed.View) bool {
	return slices.ContainsFunc(seen.Keys(name.TaskDefinitions), func(k name.Key) bool {
		return strings.Contains(seen.Spec(k, "containerDefinitions"), secret)
	})
}

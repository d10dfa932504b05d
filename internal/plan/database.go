package plan

import (
	"cmp"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Database is a relational database, its standby, and all that belongs to it.
type Database struct {
	Guarded

	Identifier    string
	Version       string
	InstanceClass string
	Port          int64
	SubnetGroup   string
	Subnets       []name.Key
	Parameters    ParameterGroup
	Logs          []StoreLog
	Monitoring    Monitoring
	Protected     bool
	FinalSnapshot string

	// StorageGiB never shrinks; MaxStorageGiB is how far AWS may grow it, 0 not at
	// all.
	StorageGiB, MaxStorageGiB int64

	// Encryption is the key of the storage. A restored database has the one of its
	// snapshot, and none is asked for.
	Encryption KeyRef

	// KeyARN is the key for what takes it by its ARN and never changes it: the
	// managed password, and Insights into what the database spends its time with.
	KeyARN   string
	Insights bool

	// Beginning is what a restored database started with. One that is not restored
	// has none, and a name and a user of its own instead.
	Beginning *Beginning

	// Secret carries a Generated password. A Managed one is in a secret of RDS's
	// own, which Rotation rotates.
	Secret   *StoreSecret
	Rotation *Rotation

	Replicas []Replica

	// ReplicaVersion is the version that replicas are to run, where they do not
	// follow by themselves.
	ReplicaVersion string

	// Missing says what must be known before the database can be created.
	Missing string
}

// Monitoring is how RDS writes down what the operating system does.
type Monitoring struct {
	Role    string
	Missing string
}

// A Rotation is how often RDS's own secret gets another password.
type Rotation struct {
	SecretARN string
	Days      int64
	Missing   string
}

// defaultRotationDays is how often RDS rotates by itself.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
const defaultRotationDays = 7

// planDatabase plans the database of the claim.
func (d *Data) planDatabase(seen observed.View) error {
	spec := d.Spec.Database
	if spec == nil {
		return nil
	}
	db := &Database{
		Guarded:     d.planGuard(v1alpha1.StoreDatabase, "Database", seen),
		Identifier:  fixedField(seen, name.Database, "identifier", d.Names.Database()),
		Port:        d.StorePort(v1alpha1.StoreDatabase),
		SubnetGroup: fixed(seen, name.DatabaseSubnets, d.Names.StorePart(name.DatabaseSubnets)),
		Subnets:     d.databaseSubnets(d.Spec.Zones),
		Protected:   Protected(d.Spec, v1alpha1.StoreDatabase, seen),
		Monitoring: Monitoring{
			Role:    fixed(seen, name.DatabaseMonitoringRole, d.Names.Role(name.DatabaseMonitoringRole)),
			Missing: d.Account.Missing(),
		},
		Beginning: beginning(spec.Restore, seen),
		KeyARN: cmp.Or(seen.Spec(name.Database, "masterUserSecretKmsKeyId"),
			seen.Spec(name.Database, "performanceInsightsKmsKeyId"), d.keyARN(seen)),
	}
	if db.Beginning == nil {
		db.Encryption = d.EncryptionKey()
	}
	if err := d.planDatabaseVersion(db, seen); err != nil {
		return err
	}
	db.FinalSnapshot = finalSnapshot(name.Database, db.Identifier, seen)
	db.planCapacity(spec, seen)
	db.planParameters(d.Platform, seen)
	db.Logs = d.databaseLogs("", db.Identifier)
	db.planPassword(d.Platform, seen)
	d.planReplicas(db, seen)
	db.Missing = db.missing(seen)
	d.Database = db
	users := append(seen.Keys(name.DatabaseReplicas), name.Database)
	d.Leaving = append(d.Leaving, leavingParameters(name.DatabaseParameters, db.Parameters, seen, users...)...)
	return nil
}

// planCapacity sizes the database. What AWS has grown stays grown.
func (db *Database) planCapacity(spec *v1alpha1.DatabaseSpec, seen observed.View) {
	size := databaseSizes[spec.Size]
	db.InstanceClass = size.class
	if spec.InstanceClass != "" {
		db.InstanceClass = spec.InstanceClass
	}
	db.Insights = hasInsights(spec.Engine, db.InstanceClass)
	asked := size.storage
	if spec.StorageGiB != nil {
		asked = *spec.StorageGiB
	}
	db.StorageGiB = max(asked, number(seen.Status(name.Database, "allocatedStorage")), number(seen.Spec(name.Database, "allocatedStorage")))
	db.MaxStorageGiB = max(size.maxStorage, 2*asked)
	if spec.MaxStorageGiB != nil {
		db.MaxStorageGiB = *spec.MaxStorageGiB
	}
	if db.MaxStorageGiB <= db.StorageGiB {
		db.MaxStorageGiB = 0
	}
}

// planPassword decides where the master password is: with RDS, or generated once.
func (db *Database) planPassword(p Platform, seen observed.View) {
	spec := p.Spec.Database
	if spec.Password == v1alpha1.PasswordGenerated {
		db.Secret = p.planSecret(name.Database, name.DatabaseSecret, "password", "Master password of the database "+db.Identifier, seen)
		return
	}
	if spec.PasswordRotationDays == nil && !seen.Has(name.DatabaseSecretRotation) {
		return
	}
	db.Rotation = &Rotation{SecretARN: p.DatabaseStatus(seen).SecretARN, Days: defaultRotationDays}
	if spec.PasswordRotationDays != nil {
		db.Rotation.Days = *spec.PasswordRotationDays
	}
	if db.Rotation.SecretARN == "" {
		db.Rotation.Missing = "the secret of the database"
	}
}

// hasInsights reports whether AWS has performance insights for an instance class.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
func hasInsights(engine v1alpha1.DatabaseEngine, class string) bool {
	tiny := strings.HasPrefix(class, "db.t") && (strings.HasSuffix(class, ".micro") || strings.HasSuffix(class, ".small"))
	return engine == v1alpha1.DatabasePostgres || !tiny
}

// missing says what a database that does not exist yet waits for. One that
// exists waits for nothing.
func (db *Database) missing(seen observed.View) string {
	if seen.Has(name.Database) {
		return ""
	}
	return db.creation(db.Logs, seen)
}

// creation says what must be there before RDS makes an instance: groups for its
// logs, the right to write down how it is doing, and the key.
func (db *Database) creation(logs []StoreLog, seen observed.View) string {
	role, key := "", ""
	if !seen.Ready(name.DatabaseMonitoringPolicy) {
		role = "its monitoring role"
	}
	if db.KeyARN == "" {
		key = missingKey
	}
	return conjoin(waitingForLogs(logs, seen), role, key)
}

package v1alpha1

// A DatabaseEngine is a kind of database, as RDS spells it.
// +kubebuilder:validation:Enum=postgres;mysql;mariadb
type DatabaseEngine string

// The database engines.
const (
	DatabasePostgres DatabaseEngine = "postgres"
	DatabaseMySQL    DatabaseEngine = "mysql"
	DatabaseMariaDB  DatabaseEngine = "mariadb"
)

// A PasswordMode says who makes the database's master password.
// +kubebuilder:validation:Enum=Managed;Generated
type PasswordMode string

// The password modes.
const (
	PasswordManaged   PasswordMode = "Managed"
	PasswordGenerated PasswordMode = "Generated"
)

// An ExtendedSupport says what AWS does with a database when the standard support
// of its major version ends.
// +kubebuilder:validation:Enum=Enabled;Disabled
type ExtendedSupport string

// What AWS may do.
const (
	// ExtendedSupportEnabled goes on with the version, at a price.
	ExtendedSupportEnabled ExtendedSupport = "Enabled"

	// ExtendedSupportDisabled moves to another major version.
	ExtendedSupportDisabled ExtendedSupport = "Disabled"
)

// DatabaseSpec is a relational database (Amazon RDS). It is encrypted, reachable
// only from the services that use it, and speaks TLS only.
// +kubebuilder:validation:XValidation:rule="!has(self.restore) || has(oldSelf.restore)",message="restore can be removed but not added: it says what a new database starts with"
type DatabaseSpec struct {
	// Engine is the kind of database. It cannot change.
	// +optional
	// +kubebuilder:default=postgres
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="engine cannot change: AWS changes it only by replacing the database"
	Engine DatabaseEngine `json:"engine,omitempty"`

	// Version is the engine's version, major (17) or major and minor (17.4).
	// Minor versions are upgraded by AWS and never taken back. Default: 17 for
	// postgres, 8.4 for mysql, 11.4 for mariadb when the database is created, and
	// from then on what it has. With restore it is required.
	// +optional
	// +kubebuilder:validation:MaxLength=16
	// +kubebuilder:validation:Pattern=`^[0-9]+(\.[0-9]+){0,2}$`
	// +kubebuilder:example="17"
	Version string `json:"version,omitempty"`

	// AllowMajorUpgrade permits a change of version to another major one, which
	// takes the database down for a while and cannot be undone.
	// +optional
	// +kubebuilder:default=false
	AllowMajorUpgrade bool `json:"allowMajorUpgrade,omitempty"`

	// ExtendedSupport says what AWS does when the standard support of the major
	// version ends: with Enabled it goes on with the version, and charges for every
	// vCPU; with Disabled it upgrades to another major version by itself. Who upgrades
	// in time meets neither. AWS takes it only when a database is created or restored.
	// Default: Enabled, as AWS does, and from then on what the database has. MariaDB
	// has none.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html
	// +optional
	ExtendedSupport ExtendedSupport `json:"extendedSupport,omitempty"`

	// Size chooses instance class and storage.
	// +optional
	// +kubebuilder:default=Medium
	Size Size `json:"size,omitempty"`

	// InstanceClass overrides the size's instance class. Classes that RDS cannot
	// encrypt are refused: db.m1, db.m2 and db.t2.micro.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^db\.[a-z0-9-]+\.[a-z0-9]+$`
	// +kubebuilder:example="db.m7g.large"
	InstanceClass string `json:"instanceClass,omitempty"`

	// StorageGiB overrides the size's storage, 20 to 65536 GiB. It can grow and
	// never shrink; what AWS has grown it to stays, and so does what a snapshot had
	// that a database is restored from.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
	// +optional
	// +kubebuilder:validation:Minimum=20
	// +kubebuilder:validation:Maximum=65536
	// +kubebuilder:validation:XValidation:rule="self >= oldSelf",message="storageGiB can grow but not shrink: AWS does not shrink a database's storage"
	StorageGiB *int64 `json:"storageGiB,omitempty"`

	// MaxStorageGiB overrides how far AWS may grow the storage by itself, in GiB:
	// a tenth more than storageGiB or beyond. The same as storageGiB switches that
	// off.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
	// +optional
	// +kubebuilder:validation:Minimum=20
	// +kubebuilder:validation:Maximum=65536
	MaxStorageGiB *int64 `json:"maxStorageGiB,omitempty"`

	// MultiAZ keeps a standby in another zone that takes over by itself.
	// +optional
	// +kubebuilder:default=true
	MultiAZ bool `json:"multiAZ"`

	// Name is the database that is created in the instance: no reserved word of the
	// engine, and none of its own databases. It cannot change. One that is restored
	// has what its snapshot had.
	// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
	// +optional
	// +kubebuilder:default=app
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-zA-Z][a-zA-Z0-9_]*$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="name cannot change: AWS changes it only by replacing the database"
	Name string `json:"name,omitempty"`

	// Username is the master user, at most 16 characters for mysql and mariadb: no
	// reserved word of the engine, and for postgres neither admin nor anything that
	// begins with pg_. It cannot change. A database that is restored has the one of its snapshot.
	// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
	// +optional
	// +kubebuilder:default=dbadmin
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-zA-Z][a-zA-Z0-9_]*$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="username cannot change: AWS changes it only by replacing the database"
	Username string `json:"username,omitempty"`

	// Password is Managed for a master password that RDS makes, keeps in Secrets
	// Manager and rotates, or Generated for one that is made once and kept in
	// Secrets Manager. AWS refuses read replicas with Managed.
	// +optional
	// +kubebuilder:default=Managed
	Password PasswordMode `json:"password,omitempty"`

	// PasswordRotationDays is how often a Managed password is rotated, 1 to 1000
	// days. Default: 7, as RDS sets it. It can change, and goes back to 7 when it
	// is removed.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	PasswordRotationDays *int64 `json:"passwordRotationDays,omitempty"`

	// Backup is the automated backups.
	// +optional
	// +kubebuilder:default={}
	Backup BackupSpec `json:"backup,omitempty"`

	// MaintenanceWindow is when AWS may restart the database, in UTC. Default:
	// AWS chooses.
	// +optional
	// +kubebuilder:example="sun:03:00-sun:04:00"
	MaintenanceWindow WeeklyWindow `json:"maintenanceWindow,omitempty"`

	// ApplyImmediately has changes that interrupt the database, such as another
	// instance class or version, made at once and not in the next maintenance
	// window.
	// +optional
	// +kubebuilder:default=false
	ApplyImmediately bool `json:"applyImmediately,omitempty"`

	// Logs is how long the engine's logs are kept.
	// +optional
	// +kubebuilder:default={}
	Logs LogsSpec `json:"logs,omitempty"`

	// Parameters are engine parameters, by name, over those that the platform
	// sets (TLS only). They take effect when the database next restarts.
	// +optional
	// +kubebuilder:validation:MaxProperties=100
	// +kubebuilder:example={log_min_duration_statement: "500"}
	Parameters map[string]string `json:"parameters,omitempty"`

	// ReadReplicas is the number of replicas that answer queries only, 0 to 15.
	// They need password Generated.
	// +optional
	// +kubebuilder:default=0
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=15
	ReadReplicas int64 `json:"readReplicas,omitempty"`

	// Restore says what a new database starts with: its engine, version, name, user
	// and key are those of the snapshot, which must be encrypted. It has no effect
	// on a database that exists, and can be removed later.
	// +optional
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="restore cannot change: it says what a new database starts with"
	Restore *RestoreSpec `json:"restore,omitempty"`

	// DeletionProtection overrides spec.deletionProtection for the database.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// BackupSpec is a database's automated backups.
type BackupSpec struct {
	// RetentionDays is how far back the database can be restored, 1 to 35 days.
	// +optional
	// +kubebuilder:default=14
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=35
	RetentionDays int64 `json:"retentionDays,omitempty"`

	// Window is when the daily backup is made, in UTC, at least 30 minutes and
	// outside the maintenance window. Default: AWS chooses.
	// +optional
	// +kubebuilder:validation:MaxLength=11
	// +kubebuilder:validation:Pattern=`^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$`
	// +kubebuilder:example="02:00-03:00"
	Window string `json:"window,omitempty"`
}

// A WeeklyWindow is a time of the week in UTC, at least 30 minutes.
// +kubebuilder:validation:MaxLength=19
// +kubebuilder:validation:Pattern=`^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$`
type WeeklyWindow = string

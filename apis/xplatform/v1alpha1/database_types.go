package v1alpha1

// DatabaseEngine is a database engine, as RDS spells it.
// +kubebuilder:validation:Enum=postgres;mysql;mariadb
type DatabaseEngine string

// The database engines.
const (
	DatabasePostgres DatabaseEngine = "postgres"
	DatabaseMySQL    DatabaseEngine = "mysql"
	DatabaseMariaDB  DatabaseEngine = "mariadb"
)

// PasswordMode determines who generates the master password of the database.
// +kubebuilder:validation:Enum=Managed;Generated
type PasswordMode string

// The password modes.
const (
	PasswordManaged   PasswordMode = "Managed"
	PasswordGenerated PasswordMode = "Generated"
)

// ExtendedSupport determines what AWS does with a database when the standard
// support of its major version ends.
// +kubebuilder:validation:Enum=Enabled;Disabled
type ExtendedSupport string

// The Extended Support modes.
const (
	// ExtendedSupportEnabled keeps the version, at a charge.
	ExtendedSupportEnabled ExtendedSupport = "Enabled"

	// ExtendedSupportDisabled upgrades to another major version.
	ExtendedSupportDisabled ExtendedSupport = "Disabled"
)

// DatabaseSpec configures a relational database (Amazon RDS). It is encrypted,
// reachable only from the services that use it, and accepts TLS connections
// only.
// +kubebuilder:validation:XValidation:rule="!has(self.restore) || has(oldSelf.restore)",message="restore can be removed but not added: only a new database can be restored"
type DatabaseSpec struct {
	// Database engine. Cannot be changed.
	// +optional
	// +kubebuilder:default=postgres
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="engine cannot change: AWS changes it only by replacing the database"
	Engine DatabaseEngine `json:"engine,omitempty"`

	// Engine version, major (17) or major and minor (17.4). AWS upgrades minor
	// versions, and no version is ever downgraded. Required with restore. Default:
	// 17 for postgres, 8.4 for mysql and 11.4 for mariadb at creation, then the
	// running version.
	// +optional
	// +kubebuilder:validation:MaxLength=16
	// +kubebuilder:validation:Pattern=`^[0-9]+(\.[0-9]+){0,2}$`
	// +kubebuilder:example="17"
	Version string `json:"version,omitempty"`

	// Whether version may change to another major version, which interrupts the
	// database for a while and cannot be undone.
	// +optional
	// +kubebuilder:default=false
	AllowMajorUpgrade bool `json:"allowMajorUpgrade,omitempty"`

	// Behavior when the standard support of the major version ends: Enabled keeps
	// the version, and AWS charges for every vCPU; Disabled upgrades to another
	// major version automatically. Upgrade in time to avoid both. Not available for
	// mariadb. Default: Enabled, as in AWS, at creation, then the setting of the
	// existing database. Can be set only when a database is created or restored.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html
	// +optional
	ExtendedSupport ExtendedSupport `json:"extendedSupport,omitempty"`

	// Size preset, which determines instance class and storage.
	// +optional
	// +kubebuilder:default=Medium
	Size Size `json:"size,omitempty"`

	// Instance class, overriding that of size. Classes that RDS cannot encrypt are
	// refused: db.m1, db.m2 and db.t2.micro.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^db\.[a-z0-9-]+\.[a-z0-9]+$`
	// +kubebuilder:example="db.m7g.large"
	InstanceClass string `json:"instanceClass,omitempty"`

	// Storage, overriding that of size, 20 to 65536 GiB. Storage that AWS has grown
	// is kept, and so is that of the snapshot of a restored database. Can grow but
	// not shrink.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
	// +optional
	// +kubebuilder:validation:Minimum=20
	// +kubebuilder:validation:Maximum=65536
	// +kubebuilder:validation:XValidation:rule="self >= oldSelf",message="storageGiB can grow but not shrink: AWS does not shrink a database's storage"
	StorageGiB *int64 `json:"storageGiB,omitempty"`

	// Maximum storage of autoscaling in GiB, overriding that of size: at least a
	// tenth more than storageGiB. The value of storageGiB disables autoscaling.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
	// +optional
	// +kubebuilder:validation:Minimum=20
	// +kubebuilder:validation:Maximum=65536
	MaxStorageGiB *int64 `json:"maxStorageGiB,omitempty"`

	// Whether to keep a standby in another zone, which takes over automatically.
	// +optional
	// +kubebuilder:default=true
	MultiAZ bool `json:"multiAZ"`

	// Name of the database that is created in the instance. Reserved words of the
	// engine and names of its own databases are refused. A restored database keeps
	// the name in its snapshot. Cannot be changed.
	// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
	// +optional
	// +kubebuilder:default=app
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-zA-Z][a-zA-Z0-9_]*$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="name cannot change: AWS changes it only by replacing the database"
	Name string `json:"name,omitempty"`

	// Name of the master user, at most 16 characters for mysql and mariadb.
	// Reserved words of the engine are refused, and for postgres admin and names
	// that begin with pg_. A restored database keeps the master user of its
	// snapshot. Cannot be changed.
	// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
	// +optional
	// +kubebuilder:default=dbadmin
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-zA-Z][a-zA-Z0-9_]*$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="username cannot change: AWS changes it only by replacing the database"
	Username string `json:"username,omitempty"`

	// Managed for a master password that RDS generates, stores in Secrets Manager
	// and rotates, or Generated for one that is generated once and stored in
	// Secrets Manager. AWS refuses read replicas with Managed.
	// +optional
	// +kubebuilder:default=Managed
	Password PasswordMode `json:"password,omitempty"`

	// Rotation interval of a Managed password, 1 to 1000 days. Default: 7, as in
	// RDS. Can be changed, and returns to 7 when removed.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	PasswordRotationDays *int64 `json:"passwordRotationDays,omitempty"`

	// Automated backups.
	// +optional
	// +kubebuilder:default={}
	Backup BackupSpec `json:"backup,omitempty"`

	// Weekly window in which AWS may restart the database, in UTC. Default: chosen
	// by AWS.
	// +optional
	// +kubebuilder:example="sun:03:00-sun:04:00"
	MaintenanceWindow WeeklyWindow `json:"maintenanceWindow,omitempty"`

	// Whether changes that interrupt the database, such as another instance class
	// or version, are applied immediately instead of in the next maintenance
	// window.
	// +optional
	// +kubebuilder:default=false
	ApplyImmediately bool `json:"applyImmediately,omitempty"`

	// Retention of the engine's logs.
	// +optional
	// +kubebuilder:default={}
	Logs LogsSpec `json:"logs,omitempty"`

	// Engine parameters, by name. They override those that the platform sets (TLS
	// only), and take effect at the next restart of the database.
	// +optional
	// +kubebuilder:validation:MaxProperties=100
	// +kubebuilder:example={log_min_duration_statement: "500"}
	Parameters map[string]string `json:"parameters,omitempty"`

	// Number of read replicas, 0 to 15. They require password Generated.
	// +optional
	// +kubebuilder:default=0
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=15
	ReadReplicas int64 `json:"readReplicas,omitempty"`

	// Snapshot or point in time from which a new database is restored: its engine,
	// version, name, user and key are those of the snapshot, which must be
	// encrypted. Has no effect on an existing database. Can be removed later, but
	// not added or changed.
	// +optional
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="restore cannot change: only a new database can be restored"
	Restore *RestoreSpec `json:"restore,omitempty"`

	// Overrides spec.deletionProtection for the database.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// BackupSpec configures the automated backups of a database.
type BackupSpec struct {
	// Backup retention period, in which the database can be restored to any point
	// in time, 1 to 35 days.
	// +optional
	// +kubebuilder:default=14
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=35
	RetentionDays int64 `json:"retentionDays,omitempty"`

	// Daily window of the backup, in UTC, at least 30 minutes and outside the
	// maintenance window. Default: chosen by AWS.
	// +optional
	// +kubebuilder:validation:MaxLength=11
	// +kubebuilder:validation:Pattern=`^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$`
	// +kubebuilder:example="02:00-03:00"
	Window string `json:"window,omitempty"`
}

// WeeklyWindow is a time of the week in UTC, at least 30 minutes.
// +kubebuilder:validation:MaxLength=19
// +kubebuilder:validation:Pattern=`^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$`
type WeeklyWindow = string

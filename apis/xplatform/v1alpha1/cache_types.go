package v1alpha1

// CacheEngine is a cache engine, as ElastiCache spells it.
// +kubebuilder:validation:Enum=redis;valkey
type CacheEngine string

// The cache engines.
const (
	CacheRedis  CacheEngine = "redis"
	CacheValkey CacheEngine = "valkey"
)

// CacheAuth is the authentication mode of the cache.
// +kubebuilder:validation:Enum=Token;Users;None
type CacheAuth string

// The authentication modes.
const (
	CacheAuthToken CacheAuth = "Token"
	CacheAuthUsers CacheAuth = "Users"
	CacheAuthNone  CacheAuth = "None"
)

// CacheSpec configures an in-memory store (Amazon ElastiCache). It is encrypted
// at rest and in transit, and reachable only from the services that use it.
// Limits:
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
// +kubebuilder:validation:XValidation:rule="has(self.shards) == has(oldSelf.shards)",message="shards cannot be added or removed, only changed: AWS enables or disables cluster mode only by replacing the cache"
// +kubebuilder:validation:XValidation:rule="(self.auth == 'Users') == has(self.users)",message="users is required with auth Users and must be omitted otherwise"
type CacheSpec struct {
	// Cache engine. Can change from redis to valkey, not back.
	// +optional
	// +kubebuilder:default=redis
	// +kubebuilder:validation:XValidation:rule="self == oldSelf || self == 'valkey'",message="engine cannot change back to redis: AWS does that only by replacing the cache"
	Engine CacheEngine `json:"engine,omitempty"`

	// Engine version, major and minor. AWS upgrades minor versions, and no version
	// is ever downgraded. Default: 7.1 for redis and 8.0 for valkey at creation,
	// then the running version.
	// +optional
	// +kubebuilder:validation:MaxLength=16
	// +kubebuilder:validation:Pattern=`^[0-9]+\.[0-9]+$`
	// +kubebuilder:example="7.1"
	Version string `json:"version,omitempty"`

	// Size preset, which determines the node type.
	// +optional
	// +kubebuilder:default=Medium
	Size Size `json:"size,omitempty"`

	// Node type, overriding that of size. Types that ElastiCache cannot encrypt are
	// refused: those of the first generation, and cache.m2.
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^cache\.[a-z0-9-]+\.[a-z0-9]+$`
	// +kubebuilder:example="cache.t4g.medium"
	NodeType string `json:"nodeType,omitempty"`

	// Number of replicas of each primary, in other zones, 0 to 5. A replica takes
	// over automatically when the primary fails; with 0 there is no failover.
	// +optional
	// +kubebuilder:default=1
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=5
	Replicas int64 `json:"replicas"`

	// Number of shards (cluster mode), 1 to 500, and at most 500 nodes including
	// replicas; clients must support the cluster protocol. Default: cluster mode
	// disabled. Can be changed, but not added or removed later.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=500
	Shards *int64 `json:"shards,omitempty"`

	// Token for one generated token in Secrets Manager, Users for the users listed
	// in users, or None. Cannot be changed: clients would lose access during the
	// change.
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
	// +optional
	// +kubebuilder:default=Token
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="auth cannot change: clients would lose access during the change"
	Auth CacheAuth `json:"auth,omitempty"`

	// Users of the cache with auth Users; one must be named default.
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
	// +optional
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=100
	// +listType=map
	// +listMapKey=name
	Users []CacheUser `json:"users,omitempty"`

	// Retention of daily snapshots, 0 to 35 days; 0 disables snapshots.
	// +optional
	// +kubebuilder:default=7
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=35
	SnapshotRetentionDays int64 `json:"snapshotRetentionDays"`

	// Weekly window in which AWS may restart nodes, in UTC. Default: chosen by AWS.
	// +optional
	// +kubebuilder:example="sun:03:00-sun:04:00"
	MaintenanceWindow WeeklyWindow `json:"maintenanceWindow,omitempty"`

	// Whether changes that interrupt the cache, such as another node type or
	// version, are applied immediately instead of in the next maintenance window.
	// +optional
	// +kubebuilder:default=false
	ApplyImmediately bool `json:"applyImmediately,omitempty"`

	// Engine parameters, by name. They override those that the platform sets
	// (cluster mode).
	// +optional
	// +kubebuilder:validation:MaxProperties=100
	// +kubebuilder:example={maxmemory-policy: "allkeys-lru"}
	Parameters map[string]string `json:"parameters,omitempty"`

	// Overrides spec.deletionProtection for the cache.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// CacheUser is a user of the cache.
type CacheUser struct {
	// User name that clients authenticate with.
	// +kubebuilder:validation:MaxLength=40
	// +kubebuilder:validation:Pattern=`^[a-zA-Z][a-zA-Z0-9-]*$`
	// +kubebuilder:example="chat"
	Name string `json:"name"`

	// Permissions of the user, in the syntax of Redis ACLs.
	// +kubebuilder:validation:MaxLength=1024
	// +kubebuilder:example="on ~chat:* +@all -@dangerous"
	AccessString string `json:"accessString"`

	// Key of a Kubernetes Secret that contains the user's password, 16 to 128
	// characters. The Secret is in the namespace of the claim or platform.
	PasswordSecretRef SecretKeyRef `json:"passwordSecretRef"`
}

// SecretKeyRef selects a key of a Kubernetes Secret.
type SecretKeyRef struct {
	// Name of the Secret.
	Name ObjectName `json:"name"`

	// Key within the Secret.
	// +optional
	// +kubebuilder:default=password
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Key string `json:"key,omitempty"`
}

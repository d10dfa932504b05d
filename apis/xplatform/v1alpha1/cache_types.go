package v1alpha1

// A CacheEngine is a kind of cache, as ElastiCache spells it.
// +kubebuilder:validation:Enum=redis;valkey
type CacheEngine string

// The cache engines.
const (
	CacheRedis  CacheEngine = "redis"
	CacheValkey CacheEngine = "valkey"
)

// A CacheAuth is how clients of the cache prove who they are.
// +kubebuilder:validation:Enum=Token;Users;None
type CacheAuth string

// The ways to authenticate.
const (
	CacheAuthToken CacheAuth = "Token"
	CacheAuthUsers CacheAuth = "Users"
	CacheAuthNone  CacheAuth = "None"
)

// CacheSpec is an in-memory store (Amazon ElastiCache). It is encrypted at rest
// and in transit, and reachable only from the services that use it. Its limits:
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
// +kubebuilder:validation:XValidation:rule="has(self.shards) == has(oldSelf.shards)",message="shards cannot be added or removed, only changed: AWS switches cluster mode only by replacing the cache"
// +kubebuilder:validation:XValidation:rule="(self.auth == 'Users') == has(self.users)",message="users are required with auth Users and have no meaning otherwise"
type CacheSpec struct {
	// Engine is the kind of cache. redis can become valkey; valkey cannot go
	// back.
	// +optional
	// +kubebuilder:default=redis
	// +kubebuilder:validation:XValidation:rule="self == oldSelf || self == 'valkey'",message="engine cannot go back to redis: AWS does that only by replacing the cache"
	Engine CacheEngine `json:"engine,omitempty"`

	// Version is the engine's version, major and minor. Minor versions are
	// upgraded by AWS, and no version is ever taken back. Default: 7.1 for redis,
	// 8.0 for valkey when the cache is created, and from then on what it has.
	// +optional
	// +kubebuilder:validation:MaxLength=16
	// +kubebuilder:validation:Pattern=`^[0-9]+\.[0-9]+$`
	// +kubebuilder:example="7.1"
	Version string `json:"version,omitempty"`

	// Size chooses the node type.
	// +optional
	// +kubebuilder:default=Medium
	Size Size `json:"size,omitempty"`

	// NodeType overrides the size's node type. Types that ElastiCache cannot encrypt
	// are refused: those of the first generation, and cache.m2.
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^cache\.[a-z0-9-]+\.[a-z0-9]+$`
	// +kubebuilder:example="cache.t4g.medium"
	NodeType string `json:"nodeType,omitempty"`

	// Replicas is the number of replicas of each primary, in other zones, 0 to
	// 5. One of them takes over by itself when the primary is lost; with 0
	// nothing does.
	// +optional
	// +kubebuilder:default=1
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=5
	Replicas int64 `json:"replicas"`

	// Shards spreads the keys over that many primaries (cluster mode), 1 to 500,
	// with replicas no more than 500 nodes; clients must speak the cluster protocol. Default: no cluster mode. It
	// cannot be added or removed later.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=500
	Shards *int64 `json:"shards,omitempty"`

	// Auth is Token for one generated token kept in Secrets Manager, Users for
	// the users given below, or None. It cannot change: clients would be locked
	// out in the middle of it.
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
	// +optional
	// +kubebuilder:default=Token
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="auth cannot change: clients would be locked out in the middle of it"
	Auth CacheAuth `json:"auth,omitempty"`

	// Users are the users for auth Users; one must be named default.
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
	// +optional
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=100
	// +listType=map
	// +listMapKey=name
	Users []CacheUser `json:"users,omitempty"`

	// SnapshotRetentionDays is how long daily snapshots are kept, 0 to 35 days;
	// 0 makes none.
	// +optional
	// +kubebuilder:default=7
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=35
	SnapshotRetentionDays int64 `json:"snapshotRetentionDays"`

	// MaintenanceWindow is when AWS may restart nodes, in UTC. Default: AWS
	// chooses.
	// +optional
	// +kubebuilder:example="sun:03:00-sun:04:00"
	MaintenanceWindow WeeklyWindow `json:"maintenanceWindow,omitempty"`

	// ApplyImmediately has changes that interrupt the cache, such as another
	// node type or version, made at once and not in the next maintenance window.
	// +optional
	// +kubebuilder:default=false
	ApplyImmediately bool `json:"applyImmediately,omitempty"`

	// Parameters are engine parameters, by name, over those that the platform
	// sets (cluster mode).
	// +optional
	// +kubebuilder:validation:MaxProperties=100
	// +kubebuilder:example={maxmemory-policy: "allkeys-lru"}
	Parameters map[string]string `json:"parameters,omitempty"`

	// DeletionProtection overrides spec.deletionProtection for the cache.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// CacheUser is a user of the cache.
type CacheUser struct {
	// Name is what the client gives as user name.
	// +kubebuilder:validation:MaxLength=40
	// +kubebuilder:validation:Pattern=`^[a-zA-Z][a-zA-Z0-9-]*$`
	// +kubebuilder:example="chat"
	Name string `json:"name"`

	// AccessString is what the user may do, in the language of Redis ACLs.
	// +kubebuilder:validation:MaxLength=1024
	// +kubebuilder:example="on ~chat:* +@all -@dangerous"
	AccessString string `json:"accessString"`

	// PasswordSecretRef is the Kubernetes Secret that holds the user's password,
	// 16 to 128 characters. It is in the namespace of the claim or platform.
	PasswordSecretRef SecretKeyRef `json:"passwordSecretRef"`
}

// SecretKeyRef is one value of a Kubernetes Secret.
type SecretKeyRef struct {
	// Name is the Secret.
	Name ObjectName `json:"name"`

	// Key is the value in it.
	// +optional
	// +kubebuilder:default=password
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Key string `json:"key,omitempty"`
}

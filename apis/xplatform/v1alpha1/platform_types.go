package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Platform is the AWS infrastructure of an application team: a network over two
// or more availability zones, a load balancer, services, and the stores that
// only those services can reach.
type Platform struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   PlatformSpec   `json:"spec"`
	Status PlatformStatus `json:"status,omitempty"`
}

// PlatformSpec is the desired state of the platform. Only the region is
// required: a platform without edge, services and stores is a network.
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.id) || (has(self.id) && self.id == oldSelf.id)",message="id cannot change or be removed once it is set: it is part of names in AWS, and AWS renames most resources only by replacing them"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.permissionsBoundaryArn) || has(self.permissionsBoundaryArn)",message="permissionsBoundaryArn can be changed but not removed: the provider keeps the boundary that a role has. Set the AWS managed policy AdministratorAccess, which restricts nothing"
// +kubebuilder:validation:XValidation:rule="has(self.encryption) == has(oldSelf.encryption)",message="encryption cannot be added or removed: AWS changes the key of a store only by replacing the store"
type PlatformSpec struct {
	// AWS region of the platform. A malformed name is refused; a well-formed name
	// that this version does not know is accepted. Cannot be changed.
	// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="region cannot change: AWS resources cannot move between regions"
	// +kubebuilder:example="eu-central-1"
	Region string `json:"region"`

	// Zone suffixes of the availability zones that the platform spans, two to six,
	// in any order. Which suffixes exist differs from account to account. Zones can
	// be added later; a zone can be removed only while AWS has no subnet in it, for
	// example because the account lacks the zone.
	// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
	// +optional
	// +kubebuilder:default={a,b}
	// +kubebuilder:validation:MinItems=2
	// +kubebuilder:validation:MaxItems=6
	// +listType=set
	Zones []Zone `json:"zones,omitempty"`

	// Suffix of every AWS name that must be unique in the account: three to eight
	// lower-case letters and digits. Set it to keep the names of a platform after a
	// restore or a migration to another cluster. Default: derived from the UID of
	// the Kubernetes object. Cannot be changed once set.
	// +optional
	// +kubebuilder:validation:MaxLength=8
	// +kubebuilder:validation:Pattern=`^[a-z0-9]{3,8}$`
	// +kubebuilder:example="x7k2p"
	ID string `json:"id,omitempty"`

	// Tags of every AWS resource that supports tags, in addition to those that the
	// platform sets (Name and xplatform.dev/…). At most 40, because AWS allows 50
	// per resource: keys of 1 to 128 characters that do not begin with aws:,
	// crossplane- or xplatform.dev/, values of up to 256.
	// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
	// +optional
	// +kubebuilder:validation:MaxProperties=40
	// +kubebuilder:example={team: "shop"}
	Tags map[string]string `json:"tags,omitempty"`

	// Name of the provider configuration of every resource, which determines AWS
	// account and credentials: a ProviderConfig for claims, a ClusterProviderConfig
	// for namespaced platforms. Cannot be changed.
	// +optional
	// +kubebuilder:default=default
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="providerConfigName cannot change: another one may use another AWS account, where every resource would be created again"
	ProviderConfigName ObjectName `json:"providerConfigName,omitempty"`

	// ARN of the managed policy that is the permissions boundary of every IAM role
	// of the platform: a policy of the account, or an AWS managed policy. Required
	// in accounts that deny the creation of roles without a boundary.
	// taskRole.permissionsBoundaryArn overrides it for the roles of a service. Can
	// be added and changed at any time, but not removed.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
	// +optional
	// +kubebuilder:example="arn:aws:iam::123456789012:policy/boundary"
	PermissionsBoundaryARN PolicyARN `json:"permissionsBoundaryArn,omitempty"`

	// Whether stores and load balancer, with everything they depend on, stay in AWS
	// when this object is deleted; status.onDelete lists what would stay. To delete
	// the AWS resources too, set it to false and wait until status.onDelete agrees
	// before deleting the object. Can be overridden in edge, database, cache and
	// search.
	// +optional
	// +kubebuilder:default=true
	DeletionProtection bool `json:"deletionProtection"`

	// Stores whose section was removed from this spec and whose data may now be
	// deleted. A removed store that is not listed is kept. Remove the entry before
	// adding the store again.
	// +optional
	// +kubebuilder:validation:MaxItems=3
	// +listType=set
	ConfirmDeletion []Store `json:"confirmDeletion,omitempty"`

	// Customer managed key for everything that the platform encrypts. Default: a
	// key that the platform creates and rotates. Cannot be added, changed or
	// removed later.
	// +optional
	Encryption *EncryptionSpec `json:"encryption,omitempty"`

	// VPC with its subnets, gateways, endpoints and flow logs.
	// +optional
	// +kubebuilder:default={}
	Network NetworkSpec `json:"network,omitempty"`

	// Load balancer with its listeners, certificate and DNS names. Default: no load
	// balancer.
	// +optional
	Edge *EdgeSpec `json:"edge,omitempty"`

	// Applications behind the load balancer, in any order. At most 100 of them can
	// have paths or hosts, the maximum number of target groups of a load balancer.
	// About 145 of usual size fit into a platform, 200 if they are small: the
	// response of a function is limited in size, and larger platforms are refused.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
	// +optional
	// +kubebuilder:validation:MaxItems=200
	// +listType=map
	// +listMapKey=name
	Services []ServiceSpec `json:"services,omitempty"`

	// Relational database with a standby in another zone; {} is PostgreSQL with the
	// defaults below. When the section is removed, the data is kept until
	// confirmDeletion lists it.
	// +optional
	Database *DatabaseSpec `json:"database,omitempty"`

	// Redis or Valkey cache with a replica in another zone; {} is Redis with the
	// defaults below. When the section is removed, the data is kept until
	// confirmDeletion lists it.
	// +optional
	Cache *CacheSpec `json:"cache,omitempty"`

	// OpenSearch domain over one to three zones; {} is a domain over two zones with
	// the defaults below. When the section is removed, the data is kept until
	// confirmDeletion lists it.
	// +optional
	Search *SearchSpec `json:"search,omitempty"`

	// Name of the Kubernetes Secret with hosts, ports and secret ARNs (no
	// passwords). An existing Secret that does not belong to this platform is never
	// written to: the connection waits until that Secret is gone, or another name
	// is set here. Default: the name of the object, followed by -connection.
	// +optional
	// +kubebuilder:example="shop-connection"
	ConnectionSecretName ObjectName `json:"connectionSecretName,omitempty"`
}

// EncryptionSpec configures the KMS key of the platform.
type EncryptionSpec struct {
	// ARN of the customer managed key, in the platform's region, that encrypts
	// stores, secrets and log groups. Its policy must allow the account and
	// CloudWatch Logs of the region to use it. Data and snapshots cannot be read
	// without it. Cannot be changed.
	// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
	// +kubebuilder:validation:MaxLength=2048
	// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[^*?$\s]+$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="kmsKeyArn cannot change: AWS changes the key of a store only by replacing the store"
	// +kubebuilder:example="arn:aws:kms:eu-central-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	KMSKeyARN string `json:"kmsKeyArn"`
}

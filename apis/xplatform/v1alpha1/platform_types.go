package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// A Platform is everything that an application team runs on in AWS: a network
// over two or more zones, a load balancer, services, and the stores that only
// those services can reach.
type Platform struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   PlatformSpec   `json:"spec"`
	Status PlatformStatus `json:"status,omitempty"`
}

// PlatformSpec is what the platform shall be. Only the region is required: a
// platform without edge, services and stores is a network.
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.id) || (has(self.id) && self.id == oldSelf.id)",message="id cannot change or be removed once it is set: AWS names hold it, and AWS renames most resources only by replacing them"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.permissionsBoundaryArn) || has(self.permissionsBoundaryArn)",message="permissionsBoundaryArn can be changed, but not removed: the provider would ask for the one that a role has. The managed policy AdministratorAccess bounds nothing"
// +kubebuilder:validation:XValidation:rule="has(self.encryption) == has(oldSelf.encryption)",message="encryption cannot be added or removed: AWS changes the key of a store only by replacing the store"
type PlatformSpec struct {
	// Region is the AWS region that the platform is in. It cannot change. What no
	// region can be called is refused; one that this version does not know is not.
	// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="region cannot change: nothing in AWS moves between regions"
	// +kubebuilder:example="eu-central-1"
	Region string `json:"region"`

	// Zones are the letters of the availability zones that the platform spans,
	// two to six. Their order has no meaning. Which letters there are differs
	// from account to account. Zones can be added later; one can be removed only
	// while AWS has no subnet of it, because the account lacks the letter.
	// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
	// +optional
	// +kubebuilder:default={a,b}
	// +kubebuilder:validation:MinItems=2
	// +kubebuilder:validation:MaxItems=6
	// +listType=set
	Zones []Zone `json:"zones,omitempty"`

	// ID is the last part of every name in AWS that must be unique in the
	// account: three to eight lower-case letters and digits. Without it, it is
	// derived from the identity of the Kubernetes object. Set it to bring a
	// platform back under the names it had, after a restore or a migration to
	// another cluster. It cannot change once it is set.
	// +optional
	// +kubebuilder:validation:MaxLength=8
	// +kubebuilder:validation:Pattern=`^[a-z0-9]{3,8}$`
	// +kubebuilder:example="x7k2p"
	ID string `json:"id,omitempty"`

	// Tags are put on every AWS resource that has tags, beside those that the
	// platform sets itself (Name and xplatform.dev/…). At most 40, because AWS
	// allows 50 per resource: keys of 1 to 128 characters which do not begin
	// with aws:, crossplane- or xplatform.dev/, values of up to 256.
	// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
	// +optional
	// +kubebuilder:validation:MaxProperties=40
	// +kubebuilder:example={team: "shop"}
	Tags map[string]string `json:"tags,omitempty"`

	// ProviderConfigName is the provider configuration, and so the AWS account
	// and credentials, that every resource uses: a ProviderConfig for claims, a
	// ClusterProviderConfig for namespaced platforms.
	// +optional
	// +kubebuilder:default=default
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="providerConfigName cannot change: it may lead to another AWS account, in which everything would be made anew"
	ProviderConfigName ObjectName `json:"providerConfigName,omitempty"`

	// PermissionsBoundaryARN is a managed policy that bounds every IAM role of
	// the platform, whatever the role's own policies allow. Accounts that let
	// nobody create a role without one need it. It is one of the account, or one of
	// AWS. It can be added and changed at any time, but not removed. taskRole.permissionsBoundaryArn overrides it for the
	// roles of a service.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
	// +optional
	// +kubebuilder:example="arn:aws:iam::123456789012:policy/boundary"
	PermissionsBoundaryARN PolicyARN `json:"permissionsBoundaryArn,omitempty"`

	// DeletionProtection keeps stores and load balancer, with everything they
	// need, when this object is deleted; status.onDelete names what would stay.
	// Set it to false and wait until status.onDelete agrees before deleting an
	// object whose AWS resources shall go too. It can be overridden in edge,
	// database, cache and search.
	// +optional
	// +kubebuilder:default=true
	DeletionProtection bool `json:"deletionProtection"`

	// ConfirmDeletion names stores whose section was removed from this spec and
	// whose data may now be deleted. A removed store that is not named here is
	// kept. Take the name out again before bringing the store back.
	// +optional
	// +kubebuilder:validation:MaxItems=3
	// +listType=set
	ConfirmDeletion []Store `json:"confirmDeletion,omitempty"`

	// Encryption names a key of your own for everything that the platform
	// encrypts. Without it the platform creates and rotates its own key. It
	// cannot be added, changed or removed later.
	// +optional
	Encryption *EncryptionSpec `json:"encryption,omitempty"`

	// Network is the VPC with its subnets, gateways, endpoints and flow logs.
	// +optional
	// +kubebuilder:default={}
	Network NetworkSpec `json:"network,omitempty"`

	// Edge is the load balancer with its listeners, certificate and DNS names.
	// Without it there is none.
	// +optional
	Edge *EdgeSpec `json:"edge,omitempty"`

	// Services are the applications behind the load balancer. Their order has
	// no meaning. At most 100 of them can have paths or hosts, as a load balancer
	// has no more target groups. Some 145 of usual size fit into a platform, 200
	// where they are small: what a function answers is limited, and more is refused.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
	// +optional
	// +kubebuilder:validation:MaxItems=200
	// +listType=map
	// +listMapKey=name
	Services []ServiceSpec `json:"services,omitempty"`

	// Database is a relational database with a standby in another zone; {} is a
	// PostgreSQL with the defaults below. Removing it keeps the data until
	// confirmDeletion names it.
	// +optional
	Database *DatabaseSpec `json:"database,omitempty"`

	// Cache is a Redis or Valkey with a replica in another zone; {} is a Redis
	// with the defaults below. Removing it keeps the data until confirmDeletion
	// names it.
	// +optional
	Cache *CacheSpec `json:"cache,omitempty"`

	// Search is an OpenSearch domain over one to three zones; {} is one over two
	// with the defaults below. Removing it keeps the data until confirmDeletion
	// names it.
	// +optional
	Search *SearchSpec `json:"search,omitempty"`

	// ConnectionSecretName is the Kubernetes Secret that gets hosts, ports and
	// the ARNs of the secrets (no passwords). Default: the object's name with
	// -connection. A Secret that exists already and is not this platform's is
	// never written to: the connection waits until it is gone, or another name is
	// given here.
	// +optional
	// +kubebuilder:example="shop-connection"
	ConnectionSecretName ObjectName `json:"connectionSecretName,omitempty"`
}

// EncryptionSpec names the key that encrypts the platform.
type EncryptionSpec struct {
	// KMSKeyARN is the customer managed KMS key in the platform's region that
	// encrypts stores, secrets and log groups. Its policy must let the account
	// and CloudWatch Logs of the region use it. It cannot change, and data and
	// snapshots cannot be read without it.
	// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
	// +kubebuilder:validation:MaxLength=2048
	// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="kmsKeyArn cannot change: AWS changes the key of a store only by replacing the store"
	// +kubebuilder:example="arn:aws:kms:eu-central-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	KMSKeyARN string `json:"kmsKeyArn"`
}

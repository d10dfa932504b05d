package v1alpha1

// A Zone is the letter of an availability zone: "a" in region eu-central-1 is
// eu-central-1a. Which physical zone a letter stands for, and which letters
// exist, differs from account to account.
// +kubebuilder:validation:Enum=a;b;c;d;e;f
type Zone string

// A Tier is one of the three layers of subnets that every zone has.
// +kubebuilder:validation:Enum=public;private;database
type Tier string

// The tiers: the load balancer and the NAT gateways are in the public one, the
// services in the private one, the stores in the database one.
const (
	TierPublic   Tier = "public"
	TierPrivate  Tier = "private"
	TierDatabase Tier = "database"
)

// Tiers holds every tier, from the internet inwards.
var Tiers = []Tier{TierPublic, TierPrivate, TierDatabase}

// A Store keeps data: its name is also the key of its section in the spec.
// +kubebuilder:validation:Enum=database;cache;search
type Store string

// The stores.
const (
	StoreDatabase Store = "database"
	StoreCache    Store = "cache"
	StoreSearch   Store = "search"
)

// A Size names a set of starting values for a store. Every single value can be
// overridden beside it.
// +kubebuilder:validation:Enum=Small;Medium;Large
type Size string

// The sizes.
const (
	SizeSmall  Size = "Small"
	SizeMedium Size = "Medium"
	SizeLarge  Size = "Large"
)

// A CIDR is an IPv4 block in canonical form: no host bits are set.
// +kubebuilder:validation:MaxLength=18
// +kubebuilder:validation:Pattern=`^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$`
type CIDR = string

// An ARN is the Amazon Resource Name of something that exists outside this
// platform.
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:.+$`
type ARN = string

// A PrincipalARN is the Amazon Resource Name of an IAM role or user.
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:iam::[0-9]{12}:(role|user)/.+$`
type PrincipalARN = string

// A PolicyARN is the Amazon Resource Name of a managed policy of IAM: one of the
// account, or one of AWS.
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:iam::([0-9]{12}|aws):policy/.+$`
type PolicyARN = string

// An ObjectName is the name of an object in Kubernetes.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
// +kubebuilder:validation:MinLength=1
// +kubebuilder:validation:MaxLength=253
// +kubebuilder:validation:Pattern=`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`
type ObjectName = string

// LogRetentionDays is how long CloudWatch Logs keeps events, in days. Only
// these values exist: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
// +kubebuilder:validation:Enum=1;3;5;7;14;30;60;90;120;150;180;365;400;545;731;1096;1827;2192;2557;2922;3288;3653
type LogRetentionDays = int64

package v1alpha1

// Zone is the suffix of an availability zone: "a" in region eu-central-1 is
// eu-central-1a. Which physical zone a suffix stands for, and which suffixes
// exist, differs from account to account.
// +kubebuilder:validation:Enum=a;b;c;d;e;f
type Zone string

// Tier is one of the three layers of subnets of every zone.
// +kubebuilder:validation:Enum=public;private;database
type Tier string

// The tiers: load balancer and NAT gateways are in the public tier, services in
// the private tier, stores in the database tier.
const (
	TierPublic   Tier = "public"
	TierPrivate  Tier = "private"
	TierDatabase Tier = "database"
)

// Tiers lists every tier, from the internet inwards.
var Tiers = []Tier{TierPublic, TierPrivate, TierDatabase}

// Store identifies a store by the key of its section in the spec.
// +kubebuilder:validation:Enum=database;cache;search
type Store string

// The stores.
const (
	StoreDatabase Store = "database"
	StoreCache    Store = "cache"
	StoreSearch   Store = "search"
)

// Size selects a preset of values for a store. Each value can be overridden by
// its own field.
// +kubebuilder:validation:Enum=Small;Medium;Large
type Size string

// The sizes.
const (
	SizeSmall  Size = "Small"
	SizeMedium Size = "Medium"
	SizeLarge  Size = "Large"
)

// CIDR is an IPv4 CIDR block in canonical form, without host bits.
// +kubebuilder:validation:MaxLength=18
// +kubebuilder:validation:Pattern=`^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$`
type CIDR = string

// ARN is the Amazon Resource Name of a resource outside this platform, without
// wildcards (*, ?, $).
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:[^*?$\s]+$`
type ARN = string

// PrincipalARN is the Amazon Resource Name of an IAM role or user, without wildcards
// (*, ?, $).
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:iam::[0-9]{12}:(role|user)/[^*?$\s]+$`
type PrincipalARN = string

// PolicyARN is the Amazon Resource Name of an IAM managed policy, of the
// account or of AWS, without wildcards (*, ?, $).
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:iam::([0-9]{12}|aws):policy/[^*?$\s]+$`
type PolicyARN = string

// ObjectName is the name of a Kubernetes object.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
// +kubebuilder:validation:MinLength=1
// +kubebuilder:validation:MaxLength=253
// +kubebuilder:validation:Pattern=`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`
type ObjectName = string

// LogRetentionDays is the retention of a log group, in days. CloudWatch Logs
// accepts only these values:
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
// +kubebuilder:validation:Enum=1;3;5;7;14;30;60;90;120;150;180;365;400;545;731;1096;1827;2192;2557;2922;3288;3653
type LogRetentionDays = int64

package v1alpha1

// ResourcePolicyMode determines which resource policy allows OpenSearch to
// write to CloudWatch Logs.
// +kubebuilder:validation:Enum=Compose;Existing
type ResourcePolicyMode string

// The resource policy modes.
const (
	ResourcePolicyCompose  ResourcePolicyMode = "Compose"
	ResourcePolicyExisting ResourcePolicyMode = "Existing"
)

// SearchSpec configures a search engine (Amazon OpenSearch Service). It is
// encrypted, reachable only from the services that use it, and authenticates
// every request.
type SearchSpec struct {
	// OpenSearch version, major and minor. Can be upgraded, but not downgraded.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html
	// +optional
	// +kubebuilder:default="2.19"
	// +kubebuilder:validation:MaxLength=16
	// +kubebuilder:validation:Pattern=`^[0-9]+\.[0-9]+$`
	Version string `json:"version,omitempty"`

	// Size preset, which determines instance type and volume.
	// +optional
	// +kubebuilder:default=Medium
	Size Size `json:"size,omitempty"`

	// Instance type of the data nodes, overriding that of size. Types that
	// OpenSearch cannot encrypt (t2, m3, r3), types with instance storage in place
	// of EBS volumes (i3, r7gd and the like) and types for UltraWarm only
	// (ultrawarm1) are refused.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[a-z0-9-]+\.[a-z0-9]+\.search$`
	// +kubebuilder:example="r7g.large.search"
	InstanceType string `json:"instanceType,omitempty"`

	// Number of data nodes over all zones, 1 to 80: an even number over two zones,
	// at least three over three zones.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html
	// +optional
	// +kubebuilder:default=2
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=80
	Instances int64 `json:"instances,omitempty"`

	// Zones of the domain, one to three of spec.zones. Default: the lowest, up to
	// three and no more than instances, at creation, then those of the existing
	// domain: a zone added to the platform does not change the domain.
	// +optional
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=3
	// +listType=set
	Zones []Zone `json:"zones,omitempty"`

	// EBS volume size of each data node in GiB, overriding that of size. The
	// maximum depends on the instance type: 100 for t3.small.search, 200 for
	// t3.medium.search. Volumes are gp3, with the IOPS and throughput that AWS
	// includes for their size, or those of the existing domain where these are
	// higher.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html
	// +optional
	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=24576
	VolumeGiB *int64 `json:"volumeGiB,omitempty"`

	// Dedicated master nodes. Default: none; data nodes act as master nodes.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html
	// +optional
	Masters *MastersSpec `json:"masters,omitempty"`

	// Audit, error and slow logs.
	// +optional
	// +kubebuilder:default={}
	Logs SearchLogsSpec `json:"logs,omitempty"`

	// ARNs of roles and users of the platform's account, in addition to the
	// services that use search, that may assume the role that administers the
	// domain (status.search.roleArn).
	// +optional
	// +kubebuilder:validation:MaxItems=10
	// +listType=set
	// +kubebuilder:example={"arn:aws:iam::123456789012:role/search-operators"}
	AccessPrincipalARNs []PrincipalARN `json:"accessPrincipalArns,omitempty"`

	// Whether to create the service-linked role that OpenSearch requires in a VPC.
	// An account has it once: set it in the first platform of an account that has
	// never had a domain in a VPC, and nowhere else.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/slr-aos.html
	// +optional
	// +kubebuilder:default=false
	CreateServiceLinkedRole bool `json:"createServiceLinkedRole,omitempty"`

	// Overrides spec.deletionProtection for the domain.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// MastersSpec configures the dedicated master nodes of a domain.
type MastersSpec struct {
	// Number of dedicated master nodes: 3, or 5 for large domains.
	// +optional
	// +kubebuilder:default=3
	// +kubebuilder:validation:Enum=3;5
	Instances int64 `json:"instances,omitempty"`

	// Instance type of the dedicated master nodes. t2, m3, r3 and ultrawarm1 are
	// refused, and t3 with more than ten data nodes.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html
	// +optional
	// +kubebuilder:default="m7g.medium.search"
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[a-z0-9-]+\.[a-z0-9]+\.search$`
	InstanceType string `json:"instanceType,omitempty"`
}

// SearchLogsSpec configures the logs of a domain.
type SearchLogsSpec struct {
	// Retention of the logs, in days.
	// +optional
	// +kubebuilder:default=90
	RetentionDays LogRetentionDays `json:"retentionDays,omitempty"`

	// Compose for a CloudWatch Logs resource policy of this platform, or Existing
	// if one of the account already covers /aws/opensearch/*: an account can have
	// ten in a region.
	// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
	// +optional
	// +kubebuilder:default=Compose
	ResourcePolicy ResourcePolicyMode `json:"resourcePolicy,omitempty"`
}

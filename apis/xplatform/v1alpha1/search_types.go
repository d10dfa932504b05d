package v1alpha1

// A ResourcePolicyMode says who lets OpenSearch write to CloudWatch Logs.
// +kubebuilder:validation:Enum=Compose;Existing
type ResourcePolicyMode string

// The resource policy modes.
const (
	ResourcePolicyCompose  ResourcePolicyMode = "Compose"
	ResourcePolicyExisting ResourcePolicyMode = "Existing"
)

// SearchSpec is a search engine (Amazon OpenSearch Service). It is encrypted,
// reachable only from the services that use it, and checks who asks.
type SearchSpec struct {
	// Version is the OpenSearch version, major and minor. It can go up and never
	// down.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html
	// +optional
	// +kubebuilder:default="2.19"
	// +kubebuilder:validation:MaxLength=16
	// +kubebuilder:validation:Pattern=`^[0-9]+\.[0-9]+$`
	Version string `json:"version,omitempty"`

	// Size chooses instance type and volume.
	// +optional
	// +kubebuilder:default=Medium
	Size Size `json:"size,omitempty"`

	// InstanceType overrides the size's type of data node. Types that OpenSearch
	// cannot encrypt (t2, m3, r3), that have disks of their own in place of a volume
	// (i3, r7gd and the like) or that hold old data only (ultrawarm1) are refused.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[a-z0-9-]+\.[a-z0-9]+\.search$`
	// +kubebuilder:example="r7g.large.search"
	InstanceType string `json:"instanceType,omitempty"`

	// Instances is the number of data nodes over all zones, 1 to 80. Over two
	// zones it must be even, over three at least three.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html
	// +optional
	// +kubebuilder:default=2
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=80
	Instances int64 `json:"instances,omitempty"`

	// Zones are the zones of spec.zones that the domain spans, at most three.
	// Default: the lowest, up to three and no more than instances, when it is
	// created, and from then on those it has: a zone added to the platform leaves
	// the domain as it is.
	// +optional
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=3
	// +listType=set
	Zones []Zone `json:"zones,omitempty"`

	// VolumeGiB overrides the size's volume of each data node, in GiB. What is
	// possible depends on the instance type: 100 with t3.small.search, 200 with
	// t3.medium.search. Volumes are gp3, with the IOPS and throughput that AWS
	// includes for their size, or those that the domain has where these are more.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html
	// +optional
	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=24576
	VolumeGiB *int64 `json:"volumeGiB,omitempty"`

	// Masters adds dedicated master nodes. Default: the data nodes do it.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html
	// +optional
	Masters *MastersSpec `json:"masters,omitempty"`

	// Logs is the audit, error and slow logs.
	// +optional
	// +kubebuilder:default={}
	Logs SearchLogsSpec `json:"logs,omitempty"`

	// AccessPrincipalARNs are roles and users of the platform's account, beside
	// the services that use search, that may assume the role which administers the
	// domain (status.search.roleArn).
	// +optional
	// +kubebuilder:validation:MaxItems=10
	// +listType=set
	// +kubebuilder:example={"arn:aws:iam::123456789012:role/search-operators"}
	AccessPrincipalARNs []PrincipalARN `json:"accessPrincipalArns,omitempty"`

	// CreateServiceLinkedRole creates the role that OpenSearch needs to work in a
	// VPC. An account has it once: set it in the first platform of an account
	// that has never had a domain in a VPC, and nowhere else.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/slr-aos.html
	// +optional
	// +kubebuilder:default=false
	CreateServiceLinkedRole bool `json:"createServiceLinkedRole,omitempty"`

	// DeletionProtection overrides spec.deletionProtection for the domain.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// MastersSpec is the dedicated master nodes of a domain.
type MastersSpec struct {
	// Instances is their number: 3, or 5 for large domains.
	// +optional
	// +kubebuilder:default=3
	// +kubebuilder:validation:Enum=3;5
	Instances int64 `json:"instances,omitempty"`

	// InstanceType is their type: not t2, m3, r3 or ultrawarm1, and t3 only with up
	// to ten data nodes.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html
	// +optional
	// +kubebuilder:default="m7g.medium.search"
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[a-z0-9-]+\.[a-z0-9]+\.search$`
	InstanceType string `json:"instanceType,omitempty"`
}

// SearchLogsSpec is the logs of a domain.
type SearchLogsSpec struct {
	// RetentionDays is how long events are kept, in days.
	// +optional
	// +kubebuilder:default=90
	RetentionDays LogRetentionDays `json:"retentionDays,omitempty"`

	// ResourcePolicy is Compose for a CloudWatch Logs resource policy of this
	// platform, or Existing where one of the account already covers
	// /aws/opensearch/*: an account has ten in a region.
	// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
	// +optional
	// +kubebuilder:default=Compose
	ResourcePolicy ResourcePolicyMode `json:"resourcePolicy,omitempty"`
}

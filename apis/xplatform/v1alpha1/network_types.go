package v1alpha1

// IPFamily is the IP address family of the network.
// +kubebuilder:validation:Enum=DualStack;IPv4
type IPFamily string

// The address families.
const (
	IPFamilyDualStack IPFamily = "DualStack"
	IPFamilyIPv4      IPFamily = "IPv4"
)

// NATMode determines the number of NAT gateways.
// +kubebuilder:validation:Enum=PerZone;Single;None
type NATMode string

// The NAT modes.
const (
	NATPerZone NATMode = "PerZone"
	NATSingle  NATMode = "Single"
	NATNone    NATMode = "None"
)

// NetworkSpec configures the VPC of the platform.
// +kubebuilder:validation:XValidation:rule="has(self.existing) == has(oldSelf.existing)",message="existing cannot be added or removed: a platform cannot move to another VPC"
type NetworkSpec struct {
	// IPv4 CIDR block of the VPC, /16 to /28, without host bits. From /16 to /19
	// the subnets are derived from it; a smaller VPC requires every subnet in
	// subnets. AWS does not allow addresses of 0.0.0.0/8, 127.0.0.0/8,
	// 169.254.0.0/16 and 224.0.0.0/4. Has no effect with existing. Cannot be
	// changed.
	// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
	// +optional
	// +kubebuilder:default="10.0.0.0/16"
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="cidr cannot change: AWS changes the CIDR block of a VPC only by replacing the VPC"
	// +kubebuilder:example="10.0.0.0/16"
	CIDR CIDR `json:"cidr,omitempty"`

	// DualStack for IPv4 and an IPv6 CIDR block assigned by Amazon, or IPv4 for
	// IPv4 alone. Can change from IPv4 to DualStack, not back.
	// +optional
	// +kubebuilder:default=DualStack
	// +kubebuilder:validation:XValidation:rule="self == oldSelf || self == 'DualStack'",message="ipFamily cannot change back to IPv4: AWS does not disassociate the IPv6 CIDR block from subnets in use"
	IPFamily IPFamily `json:"ipFamily,omitempty"`

	// Internet access of the private subnets over IPv4.
	// +optional
	// +kubebuilder:default={}
	NAT NATSpec `json:"nat,omitempty"`

	// IPv4 CIDR blocks of individual subnets. Subnets that are not listed are
	// derived from cidr: eight bits longer, number 1 (public), 10 (private) or 20
	// (database) plus 0 for zone a to 5 for zone f. For 10.0.0.0/16, the subnets of
	// zone a are 10.0.1.0/24, 10.0.10.0/24 and 10.0.20.0/24.
	// +optional
	// +kubebuilder:default={}
	Subnets SubnetsSpec `json:"subnets,omitempty"`

	// AWS services with a VPC endpoint for the private subnets, by the last part of
	// their service name. s3 and dynamodb are gateway endpoints, free of charge;
	// all others are interface endpoints in every zone. ecr stands for ecr.api and
	// ecr.dkr; a service cannot be listed in two spellings.
	// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
	// +optional
	// +kubebuilder:default={s3}
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=63
	// +kubebuilder:validation:items:Pattern=`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`
	// +listType=set
	// +kubebuilder:example={s3,ecr,logs}
	Endpoints []string `json:"endpoints,omitempty"`

	// VPC flow logs in CloudWatch Logs.
	// +optional
	// +kubebuilder:default={}
	FlowLogs FlowLogsSpec `json:"flowLogs,omitempty"`

	// Existing VPC and subnets to use instead of creating them. They are observed
	// and never changed or deleted, routes and gateways are yours, and cidr,
	// ipFamily, nat, subnets, endpoints and flowLogs have no effect. Cannot be
	// added or removed later.
	// +optional
	Existing *ExistingNetwork `json:"existing,omitempty"`
}

// NATSpec configures the NAT gateways.
type NATSpec struct {
	// PerZone for a NAT gateway in every zone, so that no zone depends on another;
	// Single for one gateway that all zones share, cheaper and lost with its zone;
	// None for no internet access over IPv4, which requires an endpoint for every
	// AWS service in use, and kms for exec. With None and ipFamily IPv4, images and
	// secrets must be in the platform's region, and images in ECR. Can be changed
	// on a live platform.
	// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
	// +optional
	// +kubebuilder:default=PerZone
	Mode NATMode `json:"mode,omitempty"`

	// Zone of the gateway of mode Single: one of spec.zones. Default: the first
	// zone at creation, then the zone of the existing gateway.
	// +optional
	Zone Zone `json:"zone,omitempty"`

	// Allocation IDs of your own elastic IPs for the gateways, by zone, for example
	// because a partner has allowed their addresses. A zone that is not listed gets
	// an elastic IP of the platform. The allocation of a zone cannot be changed.
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the allocation of a zone cannot change: AWS changes the address of a NAT gateway only by replacing the gateway"
	// +kubebuilder:example={a: "eipalloc-0a1b2c3d4e5f67890"}
	EIPAllocationIDs map[Zone]AllocationID `json:"eipAllocationIds,omitempty"`
}

// SubnetsSpec lists the IPv4 CIDR blocks of subnets by tier and zone.
type SubnetsSpec struct {
	// CIDR blocks of the public subnets by zone: inside the VPC, /27 or larger,
	// because load balancers require 8 free addresses. A CIDR block cannot be
	// changed once set.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the CIDR block of a subnet cannot change: AWS changes it only by replacing the subnet"
	// +kubebuilder:example={a: "10.0.1.0/24"}
	Public map[Zone]CIDR `json:"public,omitempty"`

	// CIDR blocks of the private subnets by zone: inside the VPC, /28 or larger;
	// every task uses an address. A CIDR block cannot be changed once set.
	// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the CIDR block of a subnet cannot change: AWS changes it only by replacing the subnet"
	// +kubebuilder:example={a: "10.0.10.0/24"}
	Private map[Zone]CIDR `json:"private,omitempty"`

	// CIDR blocks of the database subnets by zone: inside the VPC, /28 or larger. A
	// CIDR block cannot be changed once set.
	// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the CIDR block of a subnet cannot change: AWS changes it only by replacing the subnet"
	// +kubebuilder:example={a: "10.0.20.0/24"}
	Database map[Zone]CIDR `json:"database,omitempty"`
}

// FlowLogsSpec configures the VPC flow logs.
type FlowLogsSpec struct {
	// Whether to record flow logs. After it is disabled, existing records are kept
	// until the platform is deleted.
	// +optional
	// +kubebuilder:default=true
	Enabled bool `json:"enabled"`

	// Retention of the flow logs, in days.
	// +optional
	// +kubebuilder:default=90
	RetentionDays LogRetentionDays `json:"retentionDays,omitempty"`
}

// AllocationID is the allocation ID of an elastic IP.
// +kubebuilder:validation:MaxLength=32
// +kubebuilder:validation:Pattern=`^eipalloc-[0-9a-f]{8,17}$`
type AllocationID = string

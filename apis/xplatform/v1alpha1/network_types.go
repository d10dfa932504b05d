package v1alpha1

// An IPFamily is what kinds of address the network has.
// +kubebuilder:validation:Enum=DualStack;IPv4
type IPFamily string

// The address families.
const (
	IPFamilyDualStack IPFamily = "DualStack"
	IPFamilyIPv4      IPFamily = "IPv4"
)

// A NATMode says how many NAT gateways there are.
// +kubebuilder:validation:Enum=PerZone;Single;None
type NATMode string

// The NAT modes.
const (
	NATPerZone NATMode = "PerZone"
	NATSingle  NATMode = "Single"
	NATNone    NATMode = "None"
)

// NetworkSpec is the platform's VPC.
// +kubebuilder:validation:XValidation:rule="has(self.existing) == has(oldSelf.existing)",message="existing cannot be added or removed: a platform cannot move to another VPC"
type NetworkSpec struct {
	// CIDR is the IPv4 block of the VPC, /16 to /28, with no host bits set. From
	// /16 to /19 the subnets follow from it; for a smaller VPC every subnet must
	// be given in subnets. AWS gives no VPC addresses of 0.0.0.0/8, 127.0.0.0/8,
	// 169.254.0.0/16 and 224.0.0.0/4. It cannot change. With existing it has no
	// effect.
	// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
	// +optional
	// +kubebuilder:default="10.0.0.0/16"
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="cidr cannot change: AWS changes the block of a VPC only by replacing the VPC"
	// +kubebuilder:example="10.0.0.0/16"
	CIDR CIDR `json:"cidr,omitempty"`

	// IPFamily is DualStack for IPv4 with an IPv6 block assigned by Amazon, or
	// IPv4 alone. IPv4 can become DualStack later; DualStack cannot go back.
	// +optional
	// +kubebuilder:default=DualStack
	// +kubebuilder:validation:XValidation:rule="self == oldSelf || self == 'DualStack'",message="ipFamily cannot go back to IPv4: AWS does not take the IPv6 block away from subnets in use"
	IPFamily IPFamily `json:"ipFamily,omitempty"`

	// NAT is how the private subnets reach the internet over IPv4.
	// +optional
	// +kubebuilder:default={}
	NAT NATSpec `json:"nat,omitempty"`

	// Subnets gives the IPv4 blocks of single subnets. Those not named here
	// follow from cidr: eight bits longer, number 1 (public), 10 (private) or
	// 20 (database) plus 0 for zone a to 5 for zone f. 10.0.0.0/16 so gives
	// 10.0.1.0/24, 10.0.10.0/24 and 10.0.20.0/24 in zone a.
	// +optional
	// +kubebuilder:default={}
	Subnets SubnetsSpec `json:"subnets,omitempty"`

	// Endpoints are AWS services that the private subnets reach without leaving
	// the VPC, by the last part of their service name. s3 and dynamodb are
	// gateway endpoints, without cost; all others are interface endpoints in
	// every zone. ecr stands for ecr.api and ecr.dkr; one service cannot stand here
	// in two spellings.
	// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
	// +optional
	// +kubebuilder:default={s3}
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=63
	// +kubebuilder:validation:items:Pattern=`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`
	// +listType=set
	// +kubebuilder:example={s3,ecr,logs}
	Endpoints []string `json:"endpoints,omitempty"`

	// FlowLogs records the connections of the VPC in CloudWatch Logs.
	// +optional
	// +kubebuilder:default={}
	FlowLogs FlowLogsSpec `json:"flowLogs,omitempty"`

	// Existing adopts a VPC and its subnets instead of creating them. They are
	// observed and never changed or deleted, routes and gateways are yours, and
	// cidr, ipFamily, nat, subnets, endpoints and flowLogs have no effect on it.
	// It cannot be added or removed later.
	// +optional
	Existing *ExistingNetwork `json:"existing,omitempty"`
}

// NATSpec is the way out of the private subnets.
type NATSpec struct {
	// Mode is PerZone for a NAT gateway in every zone, so that none depends on
	// another; Single for one gateway that all zones share, cheaper and lost
	// with its zone; None for no way out over IPv4, which needs an endpoint for
	// every AWS service in use, and for exec that of kms as well. With ipFamily
	// IPv4, images and secrets then have to be in the platform's region, and images
	// in ECR. It can change on a live platform.
	// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
	// +optional
	// +kubebuilder:default=PerZone
	Mode NATMode `json:"mode,omitempty"`

	// Zone is where the gateway of mode Single is: one of spec.zones. Default:
	// the first zone when it is created, and from then on where it is.
	// +optional
	Zone Zone `json:"zone,omitempty"`

	// EIPAllocationIDs gives gateways elastic IPs that you own, by zone, for
	// instance because a partner has allowed their addresses. A zone that is not
	// named gets an elastic IP of the platform.
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the allocation of a zone cannot change: AWS changes the address of a NAT gateway only by replacing the gateway"
	// +kubebuilder:example={a: "eipalloc-0a1b2c3d4e5f67890"}
	EIPAllocationIDs map[Zone]AllocationID `json:"eipAllocationIds,omitempty"`
}

// SubnetsSpec gives the IPv4 blocks of subnets by tier and zone.
type SubnetsSpec struct {
	// Public holds the blocks of public subnets by zone: inside the VPC, /27 or
	// larger, because load balancers need 8 free addresses. A block that is
	// given cannot change.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the block of a subnet cannot change: AWS changes it only by replacing the subnet"
	// +kubebuilder:example={a: "10.0.1.0/24"}
	Public map[Zone]CIDR `json:"public,omitempty"`

	// Private holds the blocks of private subnets by zone: inside the VPC, /28
	// or larger; every task takes an address. A block that is given cannot
	// change.
	// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the block of a subnet cannot change: AWS changes it only by replacing the subnet"
	// +kubebuilder:example={a: "10.0.10.0/24"}
	Private map[Zone]CIDR `json:"private,omitempty"`

	// Database holds the blocks of database subnets by zone: inside the VPC, /28
	// or larger. A block that is given cannot change.
	// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the block of a subnet cannot change: AWS changes it only by replacing the subnet"
	// +kubebuilder:example={a: "10.0.20.0/24"}
	Database map[Zone]CIDR `json:"database,omitempty"`
}

// FlowLogsSpec is the record of the VPC's connections.
type FlowLogsSpec struct {
	// Enabled writes flow logs. Switching it off keeps what was written until
	// the platform is deleted.
	// +optional
	// +kubebuilder:default=true
	Enabled bool `json:"enabled"`

	// RetentionDays is how long they are kept, in days.
	// +optional
	// +kubebuilder:default=90
	RetentionDays LogRetentionDays `json:"retentionDays,omitempty"`
}

// An AllocationID is an elastic IP.
// +kubebuilder:validation:MaxLength=32
// +kubebuilder:validation:Pattern=`^eipalloc-[0-9a-f]{8,17}$`
type AllocationID = string

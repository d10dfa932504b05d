package v1alpha1

// ExistingNetwork is a VPC that the platform uses and does not own.
type ExistingNetwork struct {
	// VPCID is the VPC. It cannot change.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^vpc-[0-9a-f]{8,17}$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="vpcId cannot change: a platform cannot move to another VPC"
	// +kubebuilder:example="vpc-0a1b2c3d4e5f67890"
	VPCID string `json:"vpcId"`

	// SubnetIDs are the VPC's subnets that the platform uses.
	SubnetIDs ExistingSubnets `json:"subnetIds"`
}

// ExistingSubnets names subnets by tier and zone.
type ExistingSubnets struct {
	// Public holds the subnets of an internet-facing load balancer, one for
	// every zone of spec.zones. Only a platform without such a load balancer can
	// leave it out. The subnet of a zone cannot change.
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the subnet of a zone cannot change: what is in it cannot move"
	// +kubebuilder:example={a: "subnet-0a1b2c3d4e5f67890"}
	Public map[Zone]SubnetID `json:"public,omitempty"`

	// Private holds the subnets of services, one for every zone of spec.zones.
	// They need a route to the internet or endpoints. The subnet of a zone
	// cannot change.
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the subnet of a zone cannot change: what is in it cannot move"
	// +kubebuilder:example={a: "subnet-0a1b2c3d4e5f67890"}
	Private map[Zone]SubnetID `json:"private"`

	// Database holds the subnets of stores, one for every zone of spec.zones.
	// The subnet of a zone cannot change.
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the subnet of a zone cannot change: what is in it cannot move"
	// +kubebuilder:example={a: "subnet-0a1b2c3d4e5f67890"}
	Database map[Zone]SubnetID `json:"database"`
}

// A SubnetID is a subnet.
// +kubebuilder:validation:MaxLength=32
// +kubebuilder:validation:Pattern=`^subnet-[0-9a-f]{8,17}$`
type SubnetID = string

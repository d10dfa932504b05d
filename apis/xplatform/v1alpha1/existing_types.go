package v1alpha1

// ExistingNetwork identifies a VPC that the platform uses and does not own.
type ExistingNetwork struct {
	// ID of the VPC. Cannot be changed.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^vpc-[0-9a-f]{8,17}$`
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="vpcId cannot change: a platform cannot move to another VPC"
	// +kubebuilder:example="vpc-0a1b2c3d4e5f67890"
	VPCID string `json:"vpcId"`

	// IDs of the subnets that the platform uses.
	SubnetIDs ExistingSubnets `json:"subnetIds"`
}

// ExistingSubnets lists subnets by tier and zone.
type ExistingSubnets struct {
	// IDs of the subnets of an internet-facing load balancer, one for every zone of
	// spec.zones. Optional only without such a load balancer. The subnet of a zone
	// cannot be changed.
	// +optional
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the subnet of a zone cannot change: resources cannot move between subnets"
	// +kubebuilder:example={a: "subnet-0a1b2c3d4e5f67890"}
	Public map[Zone]SubnetID `json:"public,omitempty"`

	// IDs of the subnets of services, one for every zone of spec.zones. They
	// require a route to the internet or endpoints. The subnet of a zone cannot be
	// changed.
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the subnet of a zone cannot change: resources cannot move between subnets"
	// +kubebuilder:example={a: "subnet-0a1b2c3d4e5f67890"}
	Private map[Zone]SubnetID `json:"private"`

	// IDs of the subnets of stores, one for every zone of spec.zones. The subnet of
	// a zone cannot be changed.
	// +kubebuilder:validation:MaxProperties=6
	// +kubebuilder:validation:XValidation:rule="oldSelf.all(z, !(z in self) || self[z] == oldSelf[z])",message="the subnet of a zone cannot change: resources cannot move between subnets"
	// +kubebuilder:example={a: "subnet-0a1b2c3d4e5f67890"}
	Database map[Zone]SubnetID `json:"database"`
}

// SubnetID is the ID of a subnet.
// +kubebuilder:validation:MaxLength=32
// +kubebuilder:validation:Pattern=`^subnet-[0-9a-f]{8,17}$`
type SubnetID = string

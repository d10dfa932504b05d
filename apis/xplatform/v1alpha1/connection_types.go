package v1alpha1

// EgressRule is a destination that tasks may connect to.
// +kubebuilder:validation:XValidation:rule="!has(self.endPort) || self.endPort >= self.port",message="endPort must not be less than port"
type EgressRule struct {
	// CIDR is the destination, IPv4 or IPv6.
	// +kubebuilder:validation:MaxLength=43
	// +kubebuilder:validation:Pattern=`^[0-9a-fA-F.:]+/[0-9]{1,3}$`
	// +kubebuilder:example="192.0.2.0/24"
	CIDR string `json:"cidr"`

	// Port is the port there, or the first of several.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port int64 `json:"port"`

	// EndPort is the last port. Default: port.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	EndPort *int64 `json:"endPort,omitempty"`

	// Protocol is TCP or UDP.
	// +optional
	// +kubebuilder:default=TCP
	// +kubebuilder:validation:Enum=TCP;UDP
	Protocol string `json:"protocol,omitempty"`

	// Description says why, for whoever reads the security group.
	// +optional
	// +kubebuilder:validation:MaxLength=200
	// +kubebuilder:validation:Pattern=`^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]*$`
	Description string `json:"description,omitempty"`
}

// ServiceConnectSpec is a service's name for its peers.
type ServiceConnectSpec struct {
	// DNSName is what peers call the service. Default: its name.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?$`
	// +kubebuilder:example="chat"
	DNSName string `json:"dnsName,omitempty"`

	// Port is the port that peers connect to. Default: the service's port.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port *int64 `json:"port,omitempty"`

	// Protocol is what peers speak, for metrics and retries: http, http2, grpc,
	// or tcp for anything else.
	// +optional
	// +kubebuilder:default=http
	// +kubebuilder:validation:Enum=http;http2;grpc;tcp
	Protocol string `json:"protocol,omitempty"`

	// AllowFrom are the services that may call this one. They need
	// serviceConnect too. Default: none; this service is only a client.
	// +optional
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=32
	// +listType=set
	AllowFrom []string `json:"allowFrom,omitempty"`
}

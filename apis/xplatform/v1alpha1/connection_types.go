package v1alpha1

// EgressRule allows tasks to connect to a destination.
// +kubebuilder:validation:XValidation:rule="!has(self.endPort) || self.endPort >= self.port",message="endPort must not be less than port"
type EgressRule struct {
	// CIDR block of the destination, IPv4 or IPv6.
	// +kubebuilder:validation:MaxLength=43
	// +kubebuilder:validation:Pattern=`^[0-9a-fA-F.:]+/[0-9]{1,3}$`
	// +kubebuilder:example="192.0.2.0/24"
	CIDR string `json:"cidr"`

	// Destination port, or the first port of a range.
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port int64 `json:"port"`

	// Last port of the range. Default: port.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	EndPort *int64 `json:"endPort,omitempty"`

	// TCP or UDP.
	// +optional
	// +kubebuilder:default=TCP
	// +kubebuilder:validation:Enum=TCP;UDP
	Protocol string `json:"protocol,omitempty"`

	// Description of the security group rule.
	// +optional
	// +kubebuilder:validation:MaxLength=200
	// +kubebuilder:validation:Pattern=`^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]*$`
	Description string `json:"description,omitempty"`
}

// ServiceConnectSpec configures ECS Service Connect for a service.
type ServiceConnectSpec struct {
	// Name by which other services call this one. Default: the name of the service.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?$`
	// +kubebuilder:example="chat"
	DNSName string `json:"dnsName,omitempty"`

	// Port that other services connect to. Default: the port of the service.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port *int64 `json:"port,omitempty"`

	// Application protocol, for metrics and retries: http, http2, grpc, or tcp for
	// any other.
	// +optional
	// +kubebuilder:default=http
	// +kubebuilder:validation:Enum=http;http2;grpc;tcp
	Protocol string `json:"protocol,omitempty"`

	// Services that may call this one. They require serviceConnect too. Default:
	// none; this service is only a client.
	// +optional
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=32
	// +listType=set
	AllowFrom []string `json:"allowFrom,omitempty"`
}

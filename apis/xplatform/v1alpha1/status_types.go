package v1alpha1

// PlatformStatus is the observed state of the platform.
type PlatformStatus struct {
	// Generation of the spec (metadata.generation) that conditions and status refer
	// to. Namespaced platforms only: the conditions of a claim each have their own.
	// +optional
	ObservedGeneration int64 `json:"observedGeneration,omitempty"`

	// Last value of the annotation xplatform.dev/revision whose spec was reached:
	// everything in AWS matched that spec. Annotate what you apply, for example
	// with a commit, and wait for that value here.
	// +optional
	Revision string `json:"revision,omitempty"`

	// State of the VPC.
	// +optional
	Network NetworkStatus `json:"network,omitzero"`

	// State of the load balancer.
	// +optional
	Edge EdgeStatus `json:"edge,omitzero"`

	// State of the services, by name.
	// +optional
	Services map[string]ServiceStatus `json:"services,omitempty"`

	// State of the database.
	// +optional
	Database DatabaseStatus `json:"database,omitzero"`

	// State of the cache.
	// +optional
	Cache CacheStatus `json:"cache,omitzero"`

	// State of the search domain.
	// +optional
	Search SearchStatus `json:"search,omitzero"`

	// Effect that deleting this object would have now.
	// +optional
	OnDelete OnDeleteStatus `json:"onDelete,omitzero"`
}

// NetworkStatus is the observed state of the VPC.
type NetworkStatus struct {
	// ID of the VPC.
	// +optional
	VPCID string `json:"vpcId,omitempty"`

	// IPv4 CIDR block of the VPC.
	// +optional
	CIDR string `json:"cidr,omitempty"`

	// IPv6 CIDR block of the VPC.
	// +optional
	IPv6CIDR string `json:"ipv6Cidr,omitempty"`

	// IDs of the subnets by tier (public, private, database) and zone.
	// +optional
	SubnetIDs map[Tier]map[Zone]string `json:"subnetIds,omitempty"`

	// Public addresses by which the private subnets of each zone reach the
	// internet.
	// +optional
	NATAddresses map[Zone]string `json:"natAddresses,omitempty"`
}

// EdgeStatus is the observed state of the load balancer.
type EdgeStatus struct {
	// DNS name of the load balancer.
	// +optional
	DNSName string `json:"dnsName,omitempty"`

	// ID of the Route 53 hosted zone of dnsName, for alias records.
	// +optional
	ZoneID string `json:"zoneId,omitempty"`

	// URL of the platform.
	// +optional
	URL string `json:"url,omitempty"`

	// Certificate of the HTTPS listener.
	// +optional
	Certificate CertificateStatus `json:"certificate,omitzero"`
}

// CertificateStatus is the observed state of a certificate in ACM.
type CertificateStatus struct {
	// ARN of the certificate.
	// +optional
	ARN string `json:"arn,omitempty"`

	// Status in ACM, such as PENDING_VALIDATION or ISSUED.
	// +optional
	State string `json:"state,omitempty"`
}

// ServiceStatus is the observed state of a service.
type ServiceStatus struct {
	// URL of the service.
	// +optional
	URL string `json:"url,omitempty"`

	// ARN of the target group that receives its requests.
	// +optional
	TargetGroupARN string `json:"targetGroupArn,omitempty"`

	// Number of tasks that autoscaling asks for.
	// +optional
	DesiredCount *int64 `json:"desiredCount,omitempty"`

	// ARN of the task definition in use.
	// +optional
	TaskDefinitionARN string `json:"taskDefinitionArn,omitempty"`

	// ARN of a task definition that failed to deploy and was rolled back. It is not
	// deployed again.
	// +optional
	RejectedTaskDefinition string `json:"rejectedTaskDefinition,omitempty"`
}

// DatabaseStatus is the observed state of the database.
type DatabaseStatus struct {
	// Host name of the endpoint.
	// +optional
	Host string `json:"host,omitempty"`

	// Port of the endpoint.
	// +optional
	Port int64 `json:"port,omitempty"`

	// Name of the database in the instance.
	// +optional
	Name string `json:"name,omitempty"`

	// ARN of the secret, which contains user name and password as JSON, or, with
	// password Generated, the bare password.
	// +optional
	SecretARN string `json:"secretArn,omitempty"`

	// Running engine version.
	// +optional
	Version string `json:"version,omitempty"`
}

// CacheStatus is the observed state of the cache.
type CacheStatus struct {
	// Host name of the endpoint.
	// +optional
	Host string `json:"host,omitempty"`

	// Port of the endpoint.
	// +optional
	Port int64 `json:"port,omitempty"`

	// ARN of the secret, which contains the token.
	// +optional
	SecretARN string `json:"secretArn,omitempty"`

	// Running engine version.
	// +optional
	Version string `json:"version,omitempty"`
}

// SearchStatus is the observed state of the search domain.
type SearchStatus struct {
	// Endpoint of the domain.
	// +optional
	Endpoint string `json:"endpoint,omitempty"`

	// ARN of the role that services assume to use the domain.
	// +optional
	RoleARN string `json:"roleArn,omitempty"`

	// Running OpenSearch version.
	// +optional
	Version string `json:"version,omitempty"`
}

// OnDeleteStatus lists the resources that deletion would keep and remove.
type OnDeleteStatus struct {
	// Resources that would stay in AWS.
	// +optional
	// +listType=set
	Kept []string `json:"kept,omitempty"`

	// Resources that would be deleted.
	// +optional
	// +listType=set
	Removed []string `json:"removed,omitempty"`
}

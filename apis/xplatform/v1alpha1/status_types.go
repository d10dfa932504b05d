package v1alpha1

// PlatformStatus is what is known of the platform in AWS.
type PlatformStatus struct {
	// ObservedGeneration is the metadata.generation of the spec that conditions
	// and status are about. Namespaced platforms only: the conditions of a claim
	// each have their own.
	// +optional
	ObservedGeneration int64 `json:"observedGeneration,omitempty"`

	// Revision is the last value of the annotation xplatform.dev/revision whose spec
	// was reached: all of AWS was as that spec asks. Annotate what you apply with a
	// commit, for example, and wait for that commit here.
	// +optional
	Revision string `json:"revision,omitempty"`

	// Network is the VPC.
	// +optional
	Network NetworkStatus `json:"network,omitzero"`

	// Edge is the load balancer.
	// +optional
	Edge EdgeStatus `json:"edge,omitzero"`

	// Services are the services, by name.
	// +optional
	Services map[string]ServiceStatus `json:"services,omitempty"`

	// Database is the database.
	// +optional
	Database DatabaseStatus `json:"database,omitzero"`

	// Cache is the cache.
	// +optional
	Cache CacheStatus `json:"cache,omitzero"`

	// Search is the search engine.
	// +optional
	Search SearchStatus `json:"search,omitzero"`

	// OnDelete is what deleting this object would do now.
	// +optional
	OnDelete OnDeleteStatus `json:"onDelete,omitzero"`
}

// NetworkStatus is the VPC in AWS.
type NetworkStatus struct {
	// VPCID is the id of the VPC.
	// +optional
	VPCID string `json:"vpcId,omitempty"`

	// CIDR is its IPv4 block.
	// +optional
	CIDR string `json:"cidr,omitempty"`

	// IPv6CIDR is its IPv6 block.
	// +optional
	IPv6CIDR string `json:"ipv6Cidr,omitempty"`

	// SubnetIDs are the subnets' ids by tier (public, private, database) and
	// zone.
	// +optional
	SubnetIDs map[Tier]map[Zone]string `json:"subnetIds,omitempty"`

	// NATAddresses are the addresses that the private subnets of each zone are
	// seen under in the internet.
	// +optional
	NATAddresses map[Zone]string `json:"natAddresses,omitempty"`
}

// EdgeStatus is the load balancer in AWS.
type EdgeStatus struct {
	// DNSName is the load balancer's own name.
	// +optional
	DNSName string `json:"dnsName,omitempty"`

	// ZoneID is the Route 53 zone of that name, for alias records.
	// +optional
	ZoneID string `json:"zoneId,omitempty"`

	// URL is where the platform is reached.
	// +optional
	URL string `json:"url,omitempty"`

	// Certificate is the certificate of the HTTPS listener.
	// +optional
	Certificate CertificateStatus `json:"certificate,omitzero"`
}

// CertificateStatus is a certificate in ACM.
type CertificateStatus struct {
	// ARN is the certificate.
	// +optional
	ARN string `json:"arn,omitempty"`

	// State is what ACM says of it, as PENDING_VALIDATION or ISSUED.
	// +optional
	State string `json:"state,omitempty"`
}

// ServiceStatus is a service in AWS.
type ServiceStatus struct {
	// URL is where the service is reached.
	// +optional
	URL string `json:"url,omitempty"`

	// TargetGroupARN is the target group that gets its requests.
	// +optional
	TargetGroupARN string `json:"targetGroupArn,omitempty"`

	// DesiredCount is how many tasks autoscaling asks for.
	// +optional
	DesiredCount *int64 `json:"desiredCount,omitempty"`

	// TaskDefinitionARN is the task definition in use.
	// +optional
	TaskDefinitionARN string `json:"taskDefinitionArn,omitempty"`

	// RejectedTaskDefinition is one that could not be deployed and was rolled
	// back. It is not tried again.
	// +optional
	RejectedTaskDefinition string `json:"rejectedTaskDefinition,omitempty"`
}

// DatabaseStatus is the database in AWS.
type DatabaseStatus struct {
	// Host is where it is reached.
	// +optional
	Host string `json:"host,omitempty"`

	// Port is the port there.
	// +optional
	Port int64 `json:"port,omitempty"`

	// Name is the database in it.
	// +optional
	Name string `json:"name,omitempty"`

	// SecretARN is the secret with user name and password as JSON, or, with password
	// Generated, with the bare password.
	// +optional
	SecretARN string `json:"secretArn,omitempty"`

	// Version is the engine version that runs.
	// +optional
	Version string `json:"version,omitempty"`
}

// CacheStatus is the cache in AWS.
type CacheStatus struct {
	// Host is where it is reached.
	// +optional
	Host string `json:"host,omitempty"`

	// Port is the port there.
	// +optional
	Port int64 `json:"port,omitempty"`

	// SecretARN is the secret with the token.
	// +optional
	SecretARN string `json:"secretArn,omitempty"`

	// Version is the engine version that runs.
	// +optional
	Version string `json:"version,omitempty"`
}

// SearchStatus is the search engine in AWS.
type SearchStatus struct {
	// Endpoint is where it is reached.
	// +optional
	Endpoint string `json:"endpoint,omitempty"`

	// RoleARN is the role that services assume to use it.
	// +optional
	RoleARN string `json:"roleArn,omitempty"`

	// Version is the version that runs.
	// +optional
	Version string `json:"version,omitempty"`
}

// OnDeleteStatus is what the deletion of the object would leave and take.
type OnDeleteStatus struct {
	// Kept names the resources that would stay in AWS.
	// +optional
	// +listType=set
	Kept []string `json:"kept,omitempty"`

	// Removed names the resources that would be deleted.
	// +optional
	// +listType=set
	Removed []string `json:"removed,omitempty"`
}

package v1alpha1

// Scheme determines where the load balancer can be reached from.
// +kubebuilder:validation:Enum=InternetFacing;Internal
type Scheme string

// The schemes.
const (
	SchemeInternetFacing Scheme = "InternetFacing"
	SchemeInternal       Scheme = "Internal"
)

// EdgeSpec configures the load balancer: HTTPS on port 443, and only a redirect
// to it on port 80.
// +kubebuilder:validation:XValidation:rule="has(self.certificateArn) != has(self.domain)",message="exactly one of certificateArn (an existing certificate) and domain (a certificate that the platform requests) must be set"
type EdgeSpec struct {
	// InternetFacing for a load balancer in the public subnets, or Internal for one
	// in the private subnets. Cannot be changed.
	// +optional
	// +kubebuilder:default=InternetFacing
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="scheme cannot change: AWS changes it only by replacing the load balancer"
	Scheme Scheme `json:"scheme,omitempty"`

	// ARN of an existing ACM certificate in the platform's region and account.
	// Exactly one of certificateArn and domain must be set.
	// +optional
	// +kubebuilder:example="arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	CertificateARN CertificateARN `json:"certificateArn,omitempty"`

	// ARNs of additional certificates, selected by the server name that the client
	// requests (SNI).
	// +optional
	// +kubebuilder:validation:MaxItems=24
	// +listType=set
	// +kubebuilder:example={"arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"}
	CertificateARNs []CertificateARN `json:"certificateArns,omitempty"`

	// DNS names for which the platform requests a certificate, validates it in
	// Route 53 and creates alias records of the load balancer. Exactly one of
	// certificateArn and domain must be set.
	// +optional
	Domain *DomainSpec `json:"domain,omitempty"`

	// Security policy of the HTTPS listener. The default supports TLS 1.2 and 1.3;
	// ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 is stronger.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
	// +optional
	// +kubebuilder:default="ELBSecurityPolicy-TLS13-1-2-2021-06"
	// +kubebuilder:validation:MaxLength=128
	// +kubebuilder:validation:Pattern=`^ELBSecurityPolicy-[A-Za-z0-9-]+$`
	SSLPolicy string `json:"sslPolicy,omitempty"`

	// CIDR blocks, IPv4 or IPv6, that may connect to the load balancer, 30 of each
	// family at most. Default: all addresses of both families.
	// +optional
	// +kubebuilder:validation:MaxItems=60
	// +kubebuilder:validation:items:MaxLength=43
	// +kubebuilder:validation:items:Pattern=`^[0-9a-fA-F.:]+/[0-9]{1,3}$`
	// +listType=set
	// +kubebuilder:example={"192.0.2.0/24","2001:db8::/32"}
	AllowedCIDRs []string `json:"allowedCidrs,omitempty"`

	// Access logs of the load balancer, in an S3 bucket.
	// +optional
	// +kubebuilder:default={}
	AccessLogs AccessLogsSpec `json:"accessLogs,omitempty"`

	// ARN of a regional AWS WAF web ACL, in the platform's region and account, that
	// inspects every request.
	// +optional
	// +kubebuilder:example="arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/0f1e2d3c"
	WebACLARN ARN `json:"webAclArn,omitempty"`

	// Idle timeout of connections, 1 to 4000 seconds. Default: 60, or 3600 if a
	// service has websocket set.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=4000
	IdleTimeoutSeconds *int64 `json:"idleTimeoutSeconds,omitempty"`

	// Overrides spec.deletionProtection for the load balancer.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// DomainSpec configures the DNS names of the platform.
type DomainSpec struct {
	// First name of the certificate; a wildcard such as *.example.org is possible.
	// A change requests a new certificate, which replaces the current one once it
	// is valid.
	// +kubebuilder:example="shop.example.org"
	Name DomainName `json:"name"`

	// ID of the public Route 53 hosted zone of the names.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^Z[A-Z0-9]+$`
	// +kubebuilder:example="Z0123456789ABCDEFGHIJ"
	HostedZoneID string `json:"hostedZoneId"`

	// Additional names in the same hosted zone; names that do not share even their
	// last label are refused. AWS allows ten names per certificate by default.
	// https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
	// +optional
	// +kubebuilder:validation:MaxItems=99
	// +listType=set
	// +kubebuilder:example={"www.shop.example.org"}
	AlternativeNames []DomainName `json:"alternativeNames,omitempty"`
}

// AccessLogsSpec configures the access logs of the load balancer.
type AccessLogsSpec struct {
	// Whether to write access logs. After it is disabled, the platform's own bucket
	// and its objects are kept until the platform is deleted.
	// +optional
	// +kubebuilder:default=true
	Enabled bool `json:"enabled"`

	// Name of your own S3 bucket, which must accept the logs; access point aliases
	// are refused. Default: a private bucket of the platform, encrypted with S3
	// managed keys (SSE-S3), because the load balancer cannot write to a bucket
	// encrypted with KMS.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`
	// +kubebuilder:example="example-access-logs"
	Bucket string `json:"bucket,omitempty"`

	// Prefix of the object keys, without a leading or trailing slash, and without
	// wildcards (*, ?, $).
	// +optional
	// +kubebuilder:validation:MaxLength=128
	// +kubebuilder:validation:Pattern=`^[^/*?$]+(/[^/*?$]+)*$`
	// +kubebuilder:example="shop/edge"
	Prefix string `json:"prefix,omitempty"`

	// Retention of the logs in the platform's own bucket, in days, 1 to 3653. The
	// retention in your own bucket is yours to configure.
	// +optional
	// +kubebuilder:default=90
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=3653
	RetentionDays int64 `json:"retentionDays,omitempty"`
}

// CertificateARN is the ARN of an ACM certificate.
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[^*?$\s]+$`
type CertificateARN = string

// DomainName is a DNS name without a trailing dot, with or without a leading
// wildcard.
// +kubebuilder:validation:MaxLength=253
// +kubebuilder:validation:Pattern=`^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`
type DomainName = string

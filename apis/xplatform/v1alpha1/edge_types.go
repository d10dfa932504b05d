package v1alpha1

// A Scheme says where a load balancer can be reached from.
// +kubebuilder:validation:Enum=InternetFacing;Internal
type Scheme string

// The schemes.
const (
	SchemeInternetFacing Scheme = "InternetFacing"
	SchemeInternal       Scheme = "Internal"
)

// EdgeSpec is the load balancer: HTTPS on 443, and on 80 nothing but a redirect
// to it.
// +kubebuilder:validation:XValidation:rule="has(self.certificateArn) != has(self.domain)",message="give exactly one of certificateArn (a certificate you have) and domain (one that the platform requests)"
type EdgeSpec struct {
	// Scheme is InternetFacing for a load balancer in the public subnets, or
	// Internal for one in the private subnets. It cannot change.
	// +optional
	// +kubebuilder:default=InternetFacing
	// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="scheme cannot change: AWS changes it only by replacing the load balancer"
	Scheme Scheme `json:"scheme,omitempty"`

	// CertificateARN is an ACM certificate in the platform's region and account
	// that you have. Exactly one of certificateArn and domain must be given.
	// +optional
	// +kubebuilder:example="arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	CertificateARN CertificateARN `json:"certificateArn,omitempty"`

	// CertificateARNs are further certificates, chosen by the name that the
	// client asks for (SNI).
	// +optional
	// +kubebuilder:validation:MaxItems=24
	// +listType=set
	// +kubebuilder:example={"arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"}
	CertificateARNs []CertificateARN `json:"certificateArns,omitempty"`

	// Domain requests a certificate, proves the ownership of its names in Route
	// 53 and points them at the load balancer. Exactly one of certificateArn and
	// domain must be given.
	// +optional
	Domain *DomainSpec `json:"domain,omitempty"`

	// SSLPolicy is the security policy of the HTTPS listener. The default speaks
	// TLS 1.2 and 1.3; ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 is stronger.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
	// +optional
	// +kubebuilder:default="ELBSecurityPolicy-TLS13-1-2-2021-06"
	// +kubebuilder:validation:MaxLength=128
	// +kubebuilder:validation:Pattern=`^ELBSecurityPolicy-[A-Za-z0-9-]+$`
	SSLPolicy string `json:"sslPolicy,omitempty"`

	// AllowedCIDRs are the blocks, IPv4 or IPv6, that may connect to the load
	// balancer, 30 of each at most. Default: everywhere, in both families.
	// +optional
	// +kubebuilder:validation:MaxItems=60
	// +kubebuilder:validation:items:MaxLength=43
	// +kubebuilder:validation:items:Pattern=`^[0-9a-fA-F.:]+/[0-9]{1,3}$`
	// +listType=set
	// +kubebuilder:example={"192.0.2.0/24","2001:db8::/32"}
	AllowedCIDRs []string `json:"allowedCidrs,omitempty"`

	// AccessLogs records every request in an S3 bucket.
	// +optional
	// +kubebuilder:default={}
	AccessLogs AccessLogsSpec `json:"accessLogs,omitempty"`

	// WebACLARN is a regional AWS WAF web ACL, in the platform's region and
	// account, that inspects every request.
	// +optional
	// +kubebuilder:example="arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/0f1e2d3c"
	WebACLARN ARN `json:"webAclArn,omitempty"`

	// IdleTimeoutSeconds is how long a connection may be quiet, 1 to 4000
	// seconds. Default: 60, and 3600 when a service has websocket set.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=4000
	IdleTimeoutSeconds *int64 `json:"idleTimeoutSeconds,omitempty"`

	// DeletionProtection overrides spec.deletionProtection for the load
	// balancer.
	// +optional
	DeletionProtection *bool `json:"deletionProtection,omitempty"`
}

// DomainSpec is the DNS names under which the platform is reached.
type DomainSpec struct {
	// Name is the first name of the certificate; *.example.org is possible. A
	// change requests a new certificate and moves over once it is valid.
	// +kubebuilder:example="shop.example.org"
	Name DomainName `json:"name"`

	// HostedZoneID is the public Route 53 zone that holds the names.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^Z[A-Z0-9]+$`
	// +kubebuilder:example="Z0123456789ABCDEFGHIJ"
	HostedZoneID string `json:"hostedZoneId"`

	// AlternativeNames are further names in the same zone: names that have not even
	// their last label in common are refused. A certificate has ten names by
	// default.
	// https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
	// +optional
	// +kubebuilder:validation:MaxItems=99
	// +listType=set
	// +kubebuilder:example={"www.shop.example.org"}
	AlternativeNames []DomainName `json:"alternativeNames,omitempty"`
}

// AccessLogsSpec is the record of the load balancer's requests.
type AccessLogsSpec struct {
	// Enabled writes access logs. Switching it off keeps the platform's own
	// bucket, with what was written, until the platform is deleted.
	// +optional
	// +kubebuilder:default=true
	Enabled bool `json:"enabled"`

	// Bucket is an S3 bucket of yours that accepts the logs, by its own name and not
	// by that of an access point. Default: a private bucket of the platform,
	// encrypted with keys of S3, because the load balancer cannot write to one
	// encrypted with KMS.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:validation:Pattern=`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`
	// +kubebuilder:example="example-access-logs"
	Bucket string `json:"bucket,omitempty"`

	// Prefix is put before the objects' keys, without a slash at its ends.
	// +optional
	// +kubebuilder:validation:MaxLength=128
	// +kubebuilder:validation:Pattern=`^[^/]+(/[^/]+)*$`
	// +kubebuilder:example="shop/edge"
	Prefix string `json:"prefix,omitempty"`

	// RetentionDays is how long the platform's own bucket keeps the logs, in
	// days, 1 to 3653. A bucket of yours keeps them as you have set it.
	// +optional
	// +kubebuilder:default=90
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=3653
	RetentionDays int64 `json:"retentionDays,omitempty"`
}

// A CertificateARN is an ACM certificate.
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$`
type CertificateARN = string

// A DomainName is a DNS name without a dot at its end, with or without a
// leading wildcard.
// +kubebuilder:validation:MaxLength=253
// +kubebuilder:validation:Pattern=`^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`
type DomainName = string

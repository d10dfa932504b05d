package v1alpha1

// ProtocolVersion is the protocol version between load balancer and tasks, as
// AWS spells it.
// +kubebuilder:validation:Enum=HTTP1;HTTP2;GRPC
type ProtocolVersion string

// The protocol versions.
const (
	ProtocolHTTP1 ProtocolVersion = "HTTP1"
	ProtocolHTTP2 ProtocolVersion = "HTTP2"
	ProtocolGRPC  ProtocolVersion = "GRPC"
)

// HealthCheckSpec configures the health check of a target group. Limits:
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
// +kubebuilder:validation:XValidation:rule="!has(self.timeoutSeconds) || !has(self.intervalSeconds) || self.timeoutSeconds < self.intervalSeconds",message="timeoutSeconds must be less than intervalSeconds: AWS refuses a check that outlasts its interval"
type HealthCheckSpec struct {
	// Path of the health check request. Default: /, or /AWS.ALB/healthcheck for
	// GRPC.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	// +kubebuilder:validation:Pattern=`^/[^\s]*$`
	// +kubebuilder:example="/health"
	Path string `json:"path,omitempty"`

	// Interval between two health checks, 5 to 300 seconds.
	// +optional
	// +kubebuilder:default=30
	// +kubebuilder:validation:Minimum=5
	// +kubebuilder:validation:Maximum=300
	IntervalSeconds int64 `json:"intervalSeconds,omitempty"`

	// Timeout of a health check, 2 to 120 seconds, and less than intervalSeconds.
	// +optional
	// +kubebuilder:default=5
	// +kubebuilder:validation:Minimum=2
	// +kubebuilder:validation:Maximum=120
	TimeoutSeconds int64 `json:"timeoutSeconds,omitempty"`

	// Number of successful health checks after which a task is healthy, 2 to 10.
	// +optional
	// +kubebuilder:default=2
	// +kubebuilder:validation:Minimum=2
	// +kubebuilder:validation:Maximum=10
	HealthyThreshold int64 `json:"healthyThreshold,omitempty"`

	// Number of failed health checks after which a task is unhealthy, 2 to 10.
	// +optional
	// +kubebuilder:default=3
	// +kubebuilder:validation:Minimum=2
	// +kubebuilder:validation:Maximum=10
	UnhealthyThreshold int64 `json:"unhealthyThreshold,omitempty"`

	// Codes of a successful response, as a list or range: HTTP codes from 200 to
	// 499, or codes from 0 to 99 for GRPC. Default: 200, or 12 for GRPC.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[0-9]{1,3}(-[0-9]{1,3})?(,[0-9]{1,3}(-[0-9]{1,3})?)*$`
	// +kubebuilder:example="200-299"
	SuccessCodes string `json:"successCodes,omitempty"`

	// Grace period in which a new task is not stopped for failed health checks, in
	// seconds. It has to cover the start of the application.
	// +optional
	// +kubebuilder:default=60
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=86400
	GraceSeconds int64 `json:"graceSeconds"`
}

// TargetGroupSpec configures the target group of a service. Limits:
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
type TargetGroupSpec struct {
	// Protocol version of the requests to the tasks, without TLS. A change moves
	// requests to a new target group.
	// +optional
	// +kubebuilder:default=HTTP1
	ProtocolVersion ProtocolVersion `json:"protocolVersion,omitempty"`

	// Time for a task that is being stopped to complete its requests, 0 to 3600
	// seconds. Default: 30, or 300 with websocket.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=3600
	DeregistrationDelaySeconds *int64 `json:"deregistrationDelaySeconds,omitempty"`

	// Slow start duration, in which the share of requests of a new task increases,
	// 30 to 900 seconds; 0 disables slow start.
	// +optional
	// +kubebuilder:default=0
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=900
	// +kubebuilder:validation:XValidation:rule="self == 0 || self >= 30",message="slowStartSeconds must be 0 (off) or 30 to 900"
	SlowStartSeconds int64 `json:"slowStartSeconds,omitempty"`

	// Load balancing algorithm, as AWS spells it.
	// +optional
	// +kubebuilder:default=round_robin
	// +kubebuilder:validation:Enum=round_robin;least_outstanding_requests;weighted_random
	Algorithm string `json:"algorithm,omitempty"`

	// Sticky sessions. Default: enabled only with websocket.
	// +optional
	Stickiness *StickinessSpec `json:"stickiness,omitempty"`
}

// StickinessSpec configures sticky sessions, which bind a client to a task by a
// cookie.
// +kubebuilder:validation:XValidation:rule="(self.type == 'app_cookie') == has(self.cookieName)",message="cookieName is required with type app_cookie and must be omitted otherwise"
type StickinessSpec struct {
	// Whether sticky sessions are enabled; false disables those that websocket
	// would enable.
	// +optional
	// +kubebuilder:default=true
	Enabled bool `json:"enabled"`

	// lb_cookie for a cookie of the load balancer, or app_cookie for one that the
	// application sets.
	// +optional
	// +kubebuilder:default=lb_cookie
	// +kubebuilder:validation:Enum=lb_cookie;app_cookie
	Type string `json:"type,omitempty"`

	// Name of the application's cookie, for type app_cookie. AWS reserves AWSALB,
	// AWSALBAPP and AWSALBTG.
	// +optional
	// +kubebuilder:validation:MaxLength=256
	// +kubebuilder:validation:Pattern=`^[^\s;,=]+$`
	// +kubebuilder:example="sid"
	CookieName string `json:"cookieName,omitempty"`

	// Duration of a sticky session, 1 second to 7 days.
	// +optional
	// +kubebuilder:default=86400
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=604800
	DurationSeconds int64 `json:"durationSeconds,omitempty"`
}

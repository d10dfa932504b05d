package v1alpha1

// A ProtocolVersion is what the load balancer speaks with the tasks, as AWS
// spells it.
// +kubebuilder:validation:Enum=HTTP1;HTTP2;GRPC
type ProtocolVersion string

// The protocol versions.
const (
	ProtocolHTTP1 ProtocolVersion = "HTTP1"
	ProtocolHTTP2 ProtocolVersion = "HTTP2"
	ProtocolGRPC  ProtocolVersion = "GRPC"
)

// HealthCheckSpec is the load balancer's question to every task. Its limits:
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
// +kubebuilder:validation:XValidation:rule="!has(self.timeoutSeconds) || !has(self.intervalSeconds) || self.timeoutSeconds < self.intervalSeconds",message="timeoutSeconds must be less than intervalSeconds: AWS refuses a check that outlasts its interval"
type HealthCheckSpec struct {
	// Path is what is asked for. Default: /, and for GRPC
	// /AWS.ALB/healthcheck.
	// +optional
	// +kubebuilder:validation:MaxLength=1024
	// +kubebuilder:validation:Pattern=`^/[^\s]*$`
	// +kubebuilder:example="/health"
	Path string `json:"path,omitempty"`

	// IntervalSeconds is the time between two checks, 5 to 300 seconds.
	// +optional
	// +kubebuilder:default=30
	// +kubebuilder:validation:Minimum=5
	// +kubebuilder:validation:Maximum=300
	IntervalSeconds int64 `json:"intervalSeconds,omitempty"`

	// TimeoutSeconds is how long an answer may take, 2 to 120 seconds, and less
	// than the interval.
	// +optional
	// +kubebuilder:default=5
	// +kubebuilder:validation:Minimum=2
	// +kubebuilder:validation:Maximum=120
	TimeoutSeconds int64 `json:"timeoutSeconds,omitempty"`

	// HealthyThreshold is how many good answers make a task healthy, 2 to 10.
	// +optional
	// +kubebuilder:default=2
	// +kubebuilder:validation:Minimum=2
	// +kubebuilder:validation:Maximum=10
	HealthyThreshold int64 `json:"healthyThreshold,omitempty"`

	// UnhealthyThreshold is how many bad answers make it unhealthy, 2 to 10.
	// +optional
	// +kubebuilder:default=3
	// +kubebuilder:validation:Minimum=2
	// +kubebuilder:validation:Maximum=10
	UnhealthyThreshold int64 `json:"unhealthyThreshold,omitempty"`

	// SuccessCodes are the good answers, as a list or range: HTTP codes from 200
	// to 499, or codes from 0 to 99 for GRPC. Default: 200, and 12 for GRPC.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[0-9]{1,3}(-[0-9]{1,3})?(,[0-9]{1,3}(-[0-9]{1,3})?)*$`
	// +kubebuilder:example="200-299"
	SuccessCodes string `json:"successCodes,omitempty"`

	// GraceSeconds is how long a new task may fail its checks before it is
	// stopped, in seconds: give it the time to start.
	// +optional
	// +kubebuilder:default=60
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=86400
	GraceSeconds int64 `json:"graceSeconds"`
}

// TargetGroupSpec is how requests are spread over the tasks. Its limits:
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
type TargetGroupSpec struct {
	// ProtocolVersion is what the tasks speak, without TLS. A change moves
	// requests over to a new target group.
	// +optional
	// +kubebuilder:default=HTTP1
	ProtocolVersion ProtocolVersion `json:"protocolVersion,omitempty"`

	// DeregistrationDelaySeconds is how long a task that is being stopped may
	// finish its requests, 0 to 3600 seconds. Default: 30, and 300 with
	// websocket.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=3600
	DeregistrationDelaySeconds *int64 `json:"deregistrationDelaySeconds,omitempty"`

	// SlowStartSeconds lets a new task's share of requests grow over this time,
	// 30 to 900 seconds; 0 gives it its full share at once.
	// +optional
	// +kubebuilder:default=0
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=900
	// +kubebuilder:validation:XValidation:rule="self == 0 || self >= 30",message="slowStartSeconds must be 0 (off) or 30 to 900"
	SlowStartSeconds int64 `json:"slowStartSeconds,omitempty"`

	// Algorithm chooses the task for a request, as AWS spells it.
	// +optional
	// +kubebuilder:default=round_robin
	// +kubebuilder:validation:Enum=round_robin;least_outstanding_requests;weighted_random
	Algorithm string `json:"algorithm,omitempty"`

	// Stickiness binds a client to one task. Default: only with websocket.
	// +optional
	Stickiness *StickinessSpec `json:"stickiness,omitempty"`
}

// StickinessSpec binds a client to a task by a cookie.
// +kubebuilder:validation:XValidation:rule="(self.type == 'app_cookie') == has(self.cookieName)",message="cookieName is required with type app_cookie and has no meaning otherwise"
type StickinessSpec struct {
	// Enabled turns it on; false turns it off where websocket would turn it on.
	// +optional
	// +kubebuilder:default=true
	Enabled bool `json:"enabled"`

	// Type is lb_cookie for a cookie of the load balancer, or app_cookie for one
	// that the application sets.
	// +optional
	// +kubebuilder:default=lb_cookie
	// +kubebuilder:validation:Enum=lb_cookie;app_cookie
	Type string `json:"type,omitempty"`

	// CookieName is the application's cookie for type app_cookie. AWS reserves
	// AWSALB, AWSALBAPP and AWSALBTG.
	// +optional
	// +kubebuilder:validation:MaxLength=256
	// +kubebuilder:validation:Pattern=`^[^\s;,=]+$`
	// +kubebuilder:example="sid"
	CookieName string `json:"cookieName,omitempty"`

	// DurationSeconds is how long the binding lasts, 1 second to 7 days.
	// +optional
	// +kubebuilder:default=86400
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=604800
	DurationSeconds int64 `json:"durationSeconds,omitempty"`
}

package v1alpha1

// Architecture is a CPU architecture, as ECS spells it.
// +kubebuilder:validation:Enum=X86_64;ARM64
type Architecture string

// The architectures.
const (
	ArchitectureX8664 Architecture = "X86_64"
	ArchitectureARM64 Architecture = "ARM64"
)

// Credentials determines how a service obtains the credentials of the stores it
// uses.
// +kubebuilder:validation:Enum=Fetch;Environment
type Credentials string

// The credential modes.
const (
	CredentialsFetch       Credentials = "Fetch"
	CredentialsEnvironment Credentials = "Environment"
)

// ServiceSpec configures one application: its routes from the load balancer,
// and its tasks.
// +kubebuilder:validation:XValidation:rule="has(self.port) || (!has(self.paths) && !has(self.hosts))",message="port is required with paths or hosts: the load balancer sends requests to it"
type ServiceSpec struct {
	// Name of the service: lower-case letters, digits and hyphens, at most 32,
	// unique in the platform. Another name is another service.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?$`
	// +kubebuilder:example="chat"
	Name string `json:"name"`

	// Container image. Without it, the service consists of a target group and
	// listener rules only, and its targets have to be registered by other means.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	// +kubebuilder:validation:Pattern=`^[^*?$\s]+$`
	// +kubebuilder:example="registry.example.org/chat:1.4"
	Image string `json:"image,omitempty"`

	// Whether a pipeline manages the task definition. The image and all other
	// container settings given here apply to the first deployment only: later
	// external deployments are kept, and changes here have no effect on running
	// tasks.
	// +optional
	// +kubebuilder:default=false
	ImageManagedExternally bool `json:"imageManagedExternally,omitempty"`

	// Port that the container listens on. Required with paths or hosts.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port int64 `json:"port,omitempty"`

	// URL paths that are routed to this service, of at most 128 characters each; *
	// matches any characters and ? exactly one. The more specific path wins,
	// regardless of the order. /* matches everything that no other service does.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
	// +optional
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=128
	// +kubebuilder:validation:items:Pattern=`^/[A-Za-z0-9_.$/~"'@:+&*?-]*$`
	// +listType=set
	// +kubebuilder:example={"/api/chat/*"}
	Paths []string `json:"paths,omitempty"`

	// Host names that are routed to this service; * and ? as in paths. With paths,
	// both must match. Default: all.
	// +optional
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=128
	// +kubebuilder:validation:items:Pattern=`^[a-z0-9.*?-]+$`
	// +listType=set
	// +kubebuilder:example={"chat.example.org"}
	Hosts []string `json:"hosts,omitempty"`

	// First priority of the service's listener rules, 1 to 49999, the lowest first.
	// Default: by specificity; existing rules keep theirs.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=49999
	Priority *int64 `json:"priority,omitempty"`

	// Health check of the target group.
	// +optional
	// +kubebuilder:default={}
	HealthCheck HealthCheckSpec `json:"healthCheck,omitempty"`

	// Attributes of the target group.
	// +optional
	// +kubebuilder:default={}
	TargetGroup TargetGroupSpec `json:"targetGroup,omitempty"`

	// Whether to configure the service for long-lived connections: stickiness, so
	// that a client's polling stays with one task, a longer deregistration delay,
	// and a longer idle timeout of the load balancer (edge.idleTimeoutSeconds).
	// +optional
	// +kubebuilder:default=false
	WebSocket bool `json:"websocket,omitempty"`

	// CPU of a task, in units of 1/1024 vCPU.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
	// +optional
	// +kubebuilder:default=256
	// +kubebuilder:validation:Enum=256;512;1024;2048;4096;8192;16384
	CPU int64 `json:"cpu,omitempty"`

	// Memory of a task, in MiB. Valid values depend on cpu: 512 to 2048 with 256,
	// up to 122880 with 16384.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
	// +optional
	// +kubebuilder:default=512
	// +kubebuilder:validation:Minimum=512
	// +kubebuilder:validation:Maximum=122880
	Memory int64 `json:"memory,omitempty"`

	// CPU architecture that the image is built for.
	// +optional
	// +kubebuilder:default=X86_64
	Architecture Architecture `json:"architecture,omitempty"`

	// Number of tasks, and its autoscaling.
	// +optional
	// +kubebuilder:default={}
	Replicas ReplicasSpec `json:"replicas,omitempty"`

	ContainerSpec `json:",inline"`

	// Retention of the containers' logs.
	// +optional
	// +kubebuilder:default={}
	Logs LogsSpec `json:"logs,omitempty"`

	// Stores of this platform that the service connects to. The platform opens the
	// network path, sets endpoints and ARNs of secrets as environment variables
	// (DATABASE_HOST, DATABASE_SECRET_ARN, SEARCH_ENDPOINT …), and allows the task
	// role to read those secrets.
	// +optional
	// +kubebuilder:validation:MaxItems=3
	// +listType=set
	Uses []Store `json:"uses,omitempty"`

	// Fetch for an application that reads the secrets itself when it connects, by
	// the ARNs in its environment, or Environment for user names and passwords in
	// environment variables. ECS reads those only when a task starts, so that
	// running tasks lose access after a rotation: see
	// database.passwordRotationDays.
	// +optional
	// +kubebuilder:default=Fetch
	Credentials Credentials `json:"credentials,omitempty"`

	// Additional destinations that the tasks may connect to, besides HTTPS anywhere
	// and the stores in uses.
	// +optional
	// +kubebuilder:validation:MaxItems=40
	// +listType=atomic
	Egress []EgressRule `json:"egress,omitempty"`

	// Percentage of the tasks on Fargate Spot, 0 to 100. Spot is cheaper, and can
	// be interrupted with two minutes' notice.
	// +optional
	// +kubebuilder:default=0
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=100
	SpotPercent int64 `json:"spotPercent,omitempty"`

	// Whether to allow shells in the running containers (ECS Exec). Sessions are
	// encrypted, and recorded in a log group.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
	// +optional
	// +kubebuilder:default=false
	Exec bool `json:"exec,omitempty"`

	// ECS Service Connect, by which services of the platform call each other by
	// name and without the load balancer. {} is enough to call other services. It
	// runs a proxy in every task, which uses some of its cpu and memory.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
	// +optional
	ServiceConnect *ServiceConnectSpec `json:"serviceConnect,omitempty"`

	// Additional containers in every task. They share its cpu, memory and network.
	// +optional
	// +kubebuilder:validation:MaxItems=9
	// +listType=map
	// +listMapKey=name
	Sidecars []SidecarSpec `json:"sidecars,omitempty"`

	// Additional permissions of the application in AWS.
	// +optional
	// +kubebuilder:default={}
	TaskRole TaskRoleSpec `json:"taskRole,omitempty"`
}

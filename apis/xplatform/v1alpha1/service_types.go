package v1alpha1

// An Architecture is a processor family, as ECS spells it.
// +kubebuilder:validation:Enum=X86_64;ARM64
type Architecture string

// The architectures.
const (
	ArchitectureX8664 Architecture = "X86_64"
	ArchitectureARM64 Architecture = "ARM64"
)

// Credentials says how a service gets at the credentials of the stores it uses.
// +kubebuilder:validation:Enum=Fetch;Environment
type Credentials string

// The ways to credentials.
const (
	CredentialsFetch       Credentials = "Fetch"
	CredentialsEnvironment Credentials = "Environment"
)

// ServiceSpec is one application: its route from the load balancer, and the
// tasks that answer.
// +kubebuilder:validation:XValidation:rule="has(self.port) || (!has(self.paths) && !has(self.hosts))",message="port is required with paths or hosts: the load balancer has to know where to send requests"
type ServiceSpec struct {
	// Name is the service's name: lower-case letters, digits and hyphens, at
	// most 32, unique in the platform. Another name is another service.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?$`
	// +kubebuilder:example="chat"
	Name string `json:"name"`

	// Image is the container image. Without it, the service is a target group
	// and its rules alone, and something else registers the targets.
	// +optional
	// +kubebuilder:validation:MaxLength=512
	// +kubebuilder:validation:Pattern=`^[^\s]+$`
	// +kubebuilder:example="registry.example.org/chat:1.4"
	Image string `json:"image,omitempty"`

	// ImageManagedExternally leaves the task definition to a pipeline: the image
	// given here, and everything else about its containers, is what the service
	// starts with. Later deployments from outside are left alone, and changes here
	// have no effect on what runs.
	// +optional
	// +kubebuilder:default=false
	ImageManagedExternally bool `json:"imageManagedExternally,omitempty"`

	// Port is where the container listens. A service without paths and hosts
	// needs none.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port int64 `json:"port,omitempty"`

	// Paths are the URL paths that go to this service; * stands for any
	// characters and ? for one. The more specific path wins, whatever the order.
	// /* takes everything that no other service does. A path has at most 128
	// characters.
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
	// +optional
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=128
	// +kubebuilder:validation:items:Pattern=`^/[A-Za-z0-9_.$/~"'@:+&*?-]*$`
	// +listType=set
	// +kubebuilder:example={"/api/chat/*"}
	Paths []string `json:"paths,omitempty"`

	// Hosts are the host names that this service answers; * and ? as in paths.
	// Default: all. With paths, both must match.
	// +optional
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MaxLength=128
	// +kubebuilder:validation:items:Pattern=`^[a-z0-9.*?-]+$`
	// +listType=set
	// +kubebuilder:example={"chat.example.org"}
	Hosts []string `json:"hosts,omitempty"`

	// Priority fixes the first priority of the service's rules, 1 to 49999, the
	// lowest first. Default: by specificity. Existing rules keep theirs.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=49999
	Priority *int64 `json:"priority,omitempty"`

	// HealthCheck is how the load balancer tells whether a task can answer.
	// +optional
	// +kubebuilder:default={}
	HealthCheck HealthCheckSpec `json:"healthCheck,omitempty"`

	// TargetGroup is how requests are spread over the tasks.
	// +optional
	// +kubebuilder:default={}
	TargetGroup TargetGroupSpec `json:"targetGroup,omitempty"`

	// WebSocket suits the service to long-lived connections: stickiness, so that
	// a client's polling stays with one task, slower draining, and a load
	// balancer that lets a quiet connection live (edge.idleTimeoutSeconds).
	// +optional
	// +kubebuilder:default=false
	WebSocket bool `json:"websocket,omitempty"`

	// CPU is the processor share of a task, in units of 1/1024 vCPU.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
	// +optional
	// +kubebuilder:default=256
	// +kubebuilder:validation:Enum=256;512;1024;2048;4096;8192;16384
	CPU int64 `json:"cpu,omitempty"`

	// Memory is the memory of a task, in MiB. Which values are possible depends
	// on cpu: 512 to 2048 with 256, up to 122880 with 16384.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
	// +optional
	// +kubebuilder:default=512
	// +kubebuilder:validation:Minimum=512
	// +kubebuilder:validation:Maximum=122880
	Memory int64 `json:"memory,omitempty"`

	// Architecture is the processor family that the image is built for.
	// +optional
	// +kubebuilder:default=X86_64
	Architecture Architecture `json:"architecture,omitempty"`

	// Replicas is how many tasks run, and what makes their number grow.
	// +optional
	// +kubebuilder:default={}
	Replicas ReplicasSpec `json:"replicas,omitempty"`

	ContainerSpec `json:",inline"`

	// Logs is how long the containers' output is kept.
	// +optional
	// +kubebuilder:default={}
	Logs LogsSpec `json:"logs,omitempty"`

	// Uses are the stores of this platform that the service talks to. It opens
	// the network path, sets the endpoints and the ARNs of secrets as environment
	// variables (DATABASE_HOST, DATABASE_SECRET_ARN, SEARCH_ENDPOINT …), and lets
	// the task role read those secrets.
	// +optional
	// +kubebuilder:validation:MaxItems=3
	// +listType=set
	Uses []Store `json:"uses,omitempty"`

	// Credentials is Fetch for an application that reads the secrets itself when
	// it connects, by the ARNs in its environment, or Environment for user names
	// and passwords in environment variables. ECS reads those only when a task
	// starts, so a rotation locks running tasks out: see
	// database.passwordRotationDays.
	// +optional
	// +kubebuilder:default=Fetch
	Credentials Credentials `json:"credentials,omitempty"`

	// Egress are further destinations that the tasks may connect to, beside
	// HTTPS anywhere and the stores in uses.
	// +optional
	// +kubebuilder:validation:MaxItems=40
	// +listType=atomic
	Egress []EgressRule `json:"egress,omitempty"`

	// SpotPercent is how much of the service runs on Fargate Spot, which is
	// cheaper and can be taken away at two minutes' notice, 0 to 100.
	// +optional
	// +kubebuilder:default=0
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=100
	SpotPercent int64 `json:"spotPercent,omitempty"`

	// Exec allows a shell in the running containers (ECS Exec). Shells are
	// encrypted, and recorded in a log group.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
	// +optional
	// +kubebuilder:default=false
	Exec bool `json:"exec,omitempty"`

	// ServiceConnect lets other services of the platform call this one, and this
	// one call them, by name and without the load balancer. {} is enough to call.
	// It runs a proxy in every task, which takes some of its cpu and memory.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
	// +optional
	ServiceConnect *ServiceConnectSpec `json:"serviceConnect,omitempty"`

	// Sidecars are further containers in every task. They share its cpu, memory
	// and network.
	// +optional
	// +kubebuilder:validation:MaxItems=9
	// +listType=map
	// +listMapKey=name
	Sidecars []SidecarSpec `json:"sidecars,omitempty"`

	// TaskRole adds to what the application itself may do in AWS.
	// +optional
	// +kubebuilder:default={}
	TaskRole TaskRoleSpec `json:"taskRole,omitempty"`
}

package v1alpha1

// ContainerSpec configures a container: the service's own, or a sidecar.
type ContainerSpec struct {
	// Command of the container, overriding that of the image.
	// +optional
	// +kubebuilder:validation:MaxItems=100
	// +listType=atomic
	Command []string `json:"command,omitempty"`

	// User that the container runs as: a name or number of the image, with or
	// without a group (65532:65532). Not root by default.
	// +optional
	// +kubebuilder:default="65532"
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[a-zA-Z0-9_.-]+(:[a-zA-Z0-9_.-]+)?$`
	User string `json:"user,omitempty"`

	// Whether the root file system is read-only, so that the container can write to
	// writableMounts only.
	// +optional
	// +kubebuilder:default=true
	ReadOnlyRootFilesystem bool `json:"readOnlyRootFilesystem"`

	// Directories that the container can write to, in addition to a read-only root
	// file system. They are in the task's memory, each up to half of it, initially
	// empty, and lost when the container stops; a container that writes more
	// requires readOnlyRootFilesystem: false. A mount has the mode of the directory
	// that it covers: any directory but /tmp has to be writable for the user in the
	// image.
	// +optional
	// +kubebuilder:default={"/tmp"}
	// +kubebuilder:validation:MaxItems=20
	// +kubebuilder:validation:items:MaxLength=256
	// +kubebuilder:validation:items:Pattern=`^/[^:]+$`
	// +listType=set
	WritableMounts []string `json:"writableMounts,omitempty"`

	// Environment variables in plain text; not for secrets.
	// +optional
	// +kubebuilder:validation:MaxProperties=200
	Env map[string]string `json:"env,omitempty"`

	// Environment variables whose values come from Secrets Manager or SSM Parameter
	// Store, by ARN, read when a task starts. The ARN of a secret, which ends in
	// six characters chosen by AWS, can be followed by a JSON key, as
	// arn:…-AbCdEf:key::
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
	// +optional
	// +kubebuilder:validation:MaxProperties=100
	// +kubebuilder:example={API_KEY: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/api-key-AbCdEf"}
	Secrets map[string]SecretARN `json:"secrets,omitempty"`
}

// SidecarSpec configures a container that runs beside the service's own.
type SidecarSpec struct {
	// Name of the container, unique in the service and different from the name of
	// the service.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?$`
	// +kubebuilder:example="otel"
	Name string `json:"name"`

	// Container image.
	// +kubebuilder:validation:MaxLength=512
	// +kubebuilder:validation:Pattern=`^[^*?$\s]+$`
	// +kubebuilder:example="public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"
	Image string `json:"image"`

	ContainerSpec `json:",inline"`

	// CPU reserved for the container out of the cpu of the task, in units of 1/1024
	// vCPU. Default: no reservation.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=16384
	CPU *int64 `json:"cpu,omitempty"`

	// Memory limit at which the container is stopped, in MiB. Default: the memory
	// of the task.
	// +optional
	// +kubebuilder:validation:Minimum=6
	// +kubebuilder:validation:Maximum=122880
	Memory *int64 `json:"memory,omitempty"`

	// Whether the task stops when this container stops.
	// +optional
	// +kubebuilder:default=true
	Essential bool `json:"essential"`
}

// SecretARN is the ARN of a Secrets Manager secret or an SSM parameter, without
// wildcards (*, ?, $).
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:|ssm:[a-z0-9-]+:[0-9]{12}:parameter/)[^*?$\s]+$`
type SecretARN = string

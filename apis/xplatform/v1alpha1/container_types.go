package v1alpha1

// ContainerSpec is what a service's own container and its sidecars have in
// common.
type ContainerSpec struct {
	// Command replaces the image's command.
	// +optional
	// +kubebuilder:validation:MaxItems=100
	// +listType=atomic
	Command []string `json:"command,omitempty"`

	// User is the user that the process runs as: a name or number of the image,
	// with or without a group (65532:65532). Not root by default.
	// +optional
	// +kubebuilder:default="65532"
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^[a-zA-Z0-9_.-]+(:[a-zA-Z0-9_.-]+)?$`
	User string `json:"user,omitempty"`

	// ReadOnlyRootFilesystem lets the container write to writableMounts only.
	// +optional
	// +kubebuilder:default=true
	ReadOnlyRootFilesystem bool `json:"readOnlyRootFilesystem"`

	// WritableMounts are folders that the container can write to, beside a root file
	// system that is read-only. They lie in the task's memory, each up to half of it,
	// are empty at first, and end with the container; one that writes more needs
	// readOnlyRootFilesystem: false. A mount has the mode of the folder that it
	// covers: one other than /tmp has to be writable for the user in the image.
	// +optional
	// +kubebuilder:default={"/tmp"}
	// +kubebuilder:validation:MaxItems=20
	// +kubebuilder:validation:items:MaxLength=256
	// +kubebuilder:validation:items:Pattern=`^/[^:]+$`
	// +listType=set
	WritableMounts []string `json:"writableMounts,omitempty"`

	// Env are environment variables in plain text: nothing secret.
	// +optional
	// +kubebuilder:validation:MaxProperties=200
	Env map[string]string `json:"env,omitempty"`

	// Secrets are environment variables whose values come from Secrets Manager
	// or the SSM parameter store, by ARN, read when a task starts. A JSON key of
	// a secret can follow its ARN, which ends in six characters that AWS chose, as
	// arn:…-AbCdEf:key::
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
	// +optional
	// +kubebuilder:validation:MaxProperties=100
	// +kubebuilder:example={API_KEY: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/api-key-AbCdEf"}
	Secrets map[string]SecretARN `json:"secrets,omitempty"`
}

// SidecarSpec is a container that runs beside the service's own.
type SidecarSpec struct {
	// Name is the container's name, unique in the service and not the service's.
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?$`
	// +kubebuilder:example="otel"
	Name string `json:"name"`

	// Image is the container image.
	// +kubebuilder:validation:MaxLength=512
	// +kubebuilder:validation:Pattern=`^[^\s]+$`
	// +kubebuilder:example="public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"
	Image string `json:"image"`

	ContainerSpec `json:",inline"`

	// CPU is the part of the task's cpu that this container is sure of, in units
	// of 1/1024 vCPU. Default: no share of its own.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=16384
	CPU *int64 `json:"cpu,omitempty"`

	// Memory is where the container is stopped, in MiB. Default: the task's
	// memory.
	// +optional
	// +kubebuilder:validation:Minimum=6
	// +kubebuilder:validation:Maximum=122880
	Memory *int64 `json:"memory,omitempty"`

	// Essential ends the task when this container ends.
	// +optional
	// +kubebuilder:default=true
	Essential bool `json:"essential"`
}

// A SecretARN is a Secrets Manager secret or an SSM parameter.
// +kubebuilder:validation:MaxLength=2048
// +kubebuilder:validation:Pattern=`^arn:aws[a-z0-9-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:|ssm:[a-z0-9-]+:[0-9]{12}:parameter/).+$`
type SecretARN = string

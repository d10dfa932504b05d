package v1alpha1

// ReplicasSpec configures the number of tasks and its autoscaling.
// +kubebuilder:validation:XValidation:rule="!has(self.min) || !has(self.max) || self.min <= self.max",message="min must not be greater than max"
type ReplicasSpec struct {
	// Minimum number of tasks. Two survive the loss of a zone.
	// +optional
	// +kubebuilder:default=2
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=5000
	Min int64 `json:"min,omitempty"`

	// Maximum number of tasks.
	// +optional
	// +kubebuilder:default=10
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=5000
	Max int64 `json:"max,omitempty"`

	// Target of the average CPU utilization, in percent.
	// +optional
	// +kubebuilder:default=60
	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=100
	CPUPercent int64 `json:"cpuPercent,omitempty"`

	// Target of the average memory utilization, in percent. Default: no target.
	// +optional
	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=100
	MemoryPercent *int64 `json:"memoryPercent,omitempty"`

	// Target of the requests per minute and task. Default: no target.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000000
	RequestsPerTarget *int64 `json:"requestsPerTarget,omitempty"`
}

// LogsSpec configures a log group.
type LogsSpec struct {
	// Retention of the logs, in days.
	// +optional
	// +kubebuilder:default=90
	RetentionDays LogRetentionDays `json:"retentionDays,omitempty"`
}

// TaskRoleSpec configures the IAM role of the application. It always has the
// permissions that uses and exec require, and no others by default.
type TaskRoleSpec struct {
	// ARNs of managed policies to attach, of the account or of AWS, at most 10.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
	// +optional
	// +kubebuilder:validation:MaxItems=10
	// +listType=set
	// +kubebuilder:example={"arn:aws:iam::123456789012:policy/example"}
	PolicyARNs []ARN `json:"policyArns,omitempty"`

	// ARN of the managed policy that is the permissions boundary of both roles of
	// the service, task and execution role, in place of
	// spec.permissionsBoundaryArn. Default: spec.permissionsBoundaryArn, or else
	// the boundary that the roles have.
	// +optional
	// +kubebuilder:example="arn:aws:iam::123456789012:policy/boundary"
	PermissionsBoundaryARN PolicyARN `json:"permissionsBoundaryArn,omitempty"`
}

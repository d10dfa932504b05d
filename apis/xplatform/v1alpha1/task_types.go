package v1alpha1

// ReplicasSpec is the number of tasks.
// +kubebuilder:validation:XValidation:rule="!has(self.min) || !has(self.max) || self.min <= self.max",message="min must not be greater than max"
type ReplicasSpec struct {
	// Min is the least number of tasks. Two survive the loss of a zone.
	// +optional
	// +kubebuilder:default=2
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=5000
	Min int64 `json:"min,omitempty"`

	// Max is the greatest number of tasks.
	// +optional
	// +kubebuilder:default=10
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=5000
	Max int64 `json:"max,omitempty"`

	// CPUPercent is the average CPU use that tasks are added or removed to
	// hold, in percent.
	// +optional
	// +kubebuilder:default=60
	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=100
	CPUPercent int64 `json:"cpuPercent,omitempty"`

	// MemoryPercent is the average memory use to hold, in percent. Default: not
	// considered.
	// +optional
	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=100
	MemoryPercent *int64 `json:"memoryPercent,omitempty"`

	// RequestsPerTarget is the number of requests a minute for each task to
	// hold. Default: not considered.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000000
	RequestsPerTarget *int64 `json:"requestsPerTarget,omitempty"`
}

// LogsSpec is a log group.
type LogsSpec struct {
	// RetentionDays is how long events are kept, in days.
	// +optional
	// +kubebuilder:default=90
	RetentionDays LogRetentionDays `json:"retentionDays,omitempty"`
}

// TaskRoleSpec is the IAM role of the application. It always has what uses and
// exec need, and nothing else by default.
type TaskRoleSpec struct {
	// PolicyARNs are managed policies to attach, of the account or of AWS, at most
	// 10.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
	// +optional
	// +kubebuilder:validation:MaxItems=10
	// +listType=set
	// +kubebuilder:example={"arn:aws:iam::123456789012:policy/example"}
	PolicyARNs []ARN `json:"policyArns,omitempty"`

	// PermissionsBoundaryARN is a managed policy that bounds both roles of the
	// service, task and execution, in place of spec.permissionsBoundaryArn.
	// Without it they have that one, or else keep the one that they have.
	// +optional
	// +kubebuilder:example="arn:aws:iam::123456789012:policy/boundary"
	PermissionsBoundaryARN PolicyARN `json:"permissionsBoundaryArn,omitempty"`
}

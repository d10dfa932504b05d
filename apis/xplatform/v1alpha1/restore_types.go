package v1alpha1

// RestoreSpec is the beginning of a new database.
// +kubebuilder:validation:XValidation:rule="has(self.snapshotIdentifier) != has(self.pointInTime)",message="give exactly one of snapshotIdentifier and pointInTime"
type RestoreSpec struct {
	// SnapshotIdentifier is the name or ARN of a snapshot in the platform's region.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	// +kubebuilder:example="shop-before-migration"
	SnapshotIdentifier string `json:"snapshotIdentifier,omitempty"`

	// PointInTime is a moment that the automated backups of another database
	// cover.
	// +optional
	PointInTime *PointInTimeSpec `json:"pointInTime,omitempty"`
}

// PointInTimeSpec is a moment in the life of a database.
// +kubebuilder:validation:XValidation:rule="has(self.sourceInstance) != has(self.sourceResourceId)",message="give exactly one of sourceInstance and sourceResourceId"
type PointInTimeSpec struct {
	// SourceInstance is the identifier of a database that exists.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:example="shop-a1b2c3"
	SourceInstance string `json:"sourceInstance,omitempty"`

	// SourceResourceID is the resource id of one that was deleted and whose
	// automated backups were kept.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^db-[A-Z0-9]+$`
	// +kubebuilder:example="db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	SourceResourceID string `json:"sourceResourceId,omitempty"`

	// Time is the moment, in RFC 3339 and UTC. Default: the latest possible.
	// +optional
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$`
	// +kubebuilder:example="2026-01-31T23:45:00Z"
	Time string `json:"time,omitempty"`
}

package v1alpha1

// RestoreSpec identifies the source from which a new database is restored.
// +kubebuilder:validation:XValidation:rule="has(self.snapshotIdentifier) != has(self.pointInTime)",message="exactly one of snapshotIdentifier and pointInTime must be set"
type RestoreSpec struct {
	// Name or ARN of a snapshot in the platform's region.
	// +optional
	// +kubebuilder:validation:MaxLength=2048
	// +kubebuilder:example="shop-before-migration"
	SnapshotIdentifier string `json:"snapshotIdentifier,omitempty"`

	// Point in time that the automated backups of another database cover.
	// +optional
	PointInTime *PointInTimeSpec `json:"pointInTime,omitempty"`
}

// PointInTimeSpec identifies a database and a point in time.
// +kubebuilder:validation:XValidation:rule="has(self.sourceInstance) != has(self.sourceResourceId)",message="exactly one of sourceInstance and sourceResourceId must be set"
type PointInTimeSpec struct {
	// Identifier of an existing database.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	// +kubebuilder:example="shop-a1b2c3"
	SourceInstance string `json:"sourceInstance,omitempty"`

	// Resource ID of a deleted database whose automated backups were retained.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	// +kubebuilder:validation:Pattern=`^db-[A-Z0-9]+$`
	// +kubebuilder:example="db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	SourceResourceID string `json:"sourceResourceId,omitempty"`

	// Point in time, in RFC 3339 and UTC. Default: the latest restorable time.
	// +optional
	// +kubebuilder:validation:MaxLength=32
	// +kubebuilder:validation:Pattern=`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$`
	// +kubebuilder:example="2026-01-31T23:45:00Z"
	Time string `json:"time,omitempty"`
}

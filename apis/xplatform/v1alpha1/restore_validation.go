package v1alpha1

import (
	"regexp"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Identifiers of instances and names of snapshots, which for snapshots that AWS
// made can hold the name of a service.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.Constraints
var (
	instanceIdentifier = regexp.MustCompile(`^[a-zA-Z](-?[a-zA-Z0-9])*$`)
	snapshotName       = regexp.MustCompile(`^([a-z]+:)?[a-zA-Z](-?[a-zA-Z0-9])*$`)
)

func validateRestore(r *RestoreSpec, path *field.Path) field.ErrorList {
	if r == nil {
		return nil
	}
	var faults field.ErrorList
	if (r.SnapshotIdentifier != "") == (r.PointInTime != nil) {
		faults = append(faults, field.Invalid(path, r.SnapshotIdentifier, "exactly one of snapshotIdentifier and pointInTime must be set"))
	}
	if id := r.SnapshotIdentifier; id != "" && !strings.HasPrefix(id, "arn:") && !snapshotName.MatchString(id) {
		faults = append(faults, field.Invalid(path.Child("snapshotIdentifier"), id, "this is not the name of a snapshot: write a name of letters, digits and single hyphens, or an ARN"))
	}
	if r.PointInTime != nil {
		faults = append(faults, validatePointInTime(r.PointInTime, path.Child("pointInTime"))...)
	}
	return faults
}

func validatePointInTime(p *PointInTimeSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if (p.SourceInstance != "") == (p.SourceResourceID != "") {
		faults = append(faults, field.Invalid(path, p.SourceInstance, "exactly one of sourceInstance and sourceResourceId must be set"))
	}
	if id := p.SourceInstance; id != "" && !instanceIdentifier.MatchString(id) {
		faults = append(faults, field.Invalid(path.Child("sourceInstance"), id, "this is not the identifier of a database: write one of letters, digits and single hyphens"))
	}
	if _, err := time.Parse(time.RFC3339, p.Time); p.Time != "" && err != nil {
		faults = append(faults, field.Invalid(path.Child("time"), p.Time, "there is no such moment: write for example 2026-01-31T23:45:00Z"))
	}
	return faults
}

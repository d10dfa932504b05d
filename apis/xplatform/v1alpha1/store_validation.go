package v1alpha1

import (
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// validateDatabase repeats the rules of the schema that join several fields.
func validateDatabase(d *DatabaseSpec, path *field.Path) field.ErrorList {
	if d == nil || d.Restore == nil {
		return nil
	}
	var faults field.ErrorList
	restore := path.Child("restore")
	if (d.Restore.SnapshotIdentifier != "") == (d.Restore.PointInTime != nil) {
		faults = append(faults, field.Invalid(restore, d.Restore.SnapshotIdentifier, "give exactly one of snapshotIdentifier and pointInTime"))
	}
	if p := d.Restore.PointInTime; p != nil && (p.SourceInstance != "") == (p.SourceResourceID != "") {
		faults = append(faults, field.Invalid(restore.Child("pointInTime"), p.SourceInstance, "give exactly one of sourceInstance and sourceResourceId"))
	}
	return faults
}

// validateCache repeats the rules of the schema that join several fields.
func validateCache(c *CacheSpec, path *field.Path) field.ErrorList {
	if c == nil || (c.Auth == CacheAuthUsers) == (len(c.Users) > 0) {
		return nil
	}
	return field.ErrorList{field.Invalid(path.Child("users"), len(c.Users), "users are required with auth Users and have no meaning otherwise")}
}

func validateSearch(s *PlatformSpec, path *field.Path) field.ErrorList {
	if s.Search == nil {
		return nil
	}
	var faults field.ErrorList
	for i, z := range s.Search.Zones {
		if !slices.Contains(s.Zones, z) {
			faults = append(faults, notAZone(path.Child("zones").Index(i), z, s.Zones))
		}
	}
	return faults
}

package v1alpha1

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Tags that AWS or the platform sets, and the limits of the others:
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
const (
	tagName      = "Name"
	maxTagKey    = 128
	maxTagValue  = 256
	maxTags      = 40
	minZones     = 2
	maxZones     = len(zoneLetters)
	tagCharHints = "letters, digits, spaces and _ . : / = + - @"
)

var reservedTagPrefixes = []string{"aws:", "crossplane-", "xplatform.dev/"}

// Validate returns every fault of a spec whose defaults are applied: all rules
// that join several fields, and those that no schema can express. It does not
// repeat patterns and bounds of single fields, which Decode takes from the
// schema.
func Validate(s *PlatformSpec) field.ErrorList {
	root := field.NewPath(rootPath)
	faults := validateRegion(s.Region, root.Child("region"))
	if len(faults) == 0 {
		faults = validateARNs(s, root)
	}
	faults = append(faults, validateBucketID(s, root.Child("id"))...)
	faults = append(faults, validateZones(s, root.Child("zones"))...)
	faults = append(faults, validateTags(s.Tags, root.Child("tags"))...)
	faults = append(faults, validateConfirmDeletion(s, root.Child("confirmDeletion"))...)
	faults = append(faults, validateNetwork(s, root.Child("network"))...)
	faults = append(faults, validateEdge(s, root.Child("edge"))...)
	faults = append(faults, validateServices(s, root.Child("services"))...)
	faults = append(faults, validateDatabase(s.Database, root.Child("database"))...)
	faults = append(faults, validateCache(s.Cache, root.Child("cache"))...)
	faults = append(faults, validateSearch(s, root.Child("search"))...)
	return faults
}

func validateZones(s *PlatformSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if len(s.Zones) < minZones || len(s.Zones) > maxZones {
		faults = append(faults, field.Invalid(path, s.Zones, "must name two to six zones, for example [a, b]"))
	}
	for i, z := range s.Zones {
		if !z.exists() {
			faults = append(faults, field.NotSupported(path.Index(i), z, strings.Split(zoneLetters, "")))
		}
		if slices.Contains(s.Zones[:i], z) {
			faults = append(faults, field.Duplicate(path.Index(i), z))
		}
	}
	return faults
}

// exists says whether a zone can exist at all.
func (z Zone) exists() bool {
	return len(z) == 1 && strings.Contains(zoneLetters, string(z))
}

func validateTags(tags map[string]string, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if len(tags) > maxTags {
		faults = append(faults, field.TooMany(path, len(tags), maxTags))
	}
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		faults = append(faults, validateTag(key, tags[key], path.Key(key))...)
		for _, other := range slices.Sorted(maps.Keys(tags)) {
			if other < key && strings.EqualFold(other, key) {
				faults = append(faults, field.Invalid(path.Key(key), key, fmt.Sprintf("IAM treats it as the same key as %s, because its tag keys are not case-sensitive", other)))
			}
		}
	}
	return faults
}

func validateTag(key, value string, at *field.Path) field.ErrorList {
	var faults field.ErrorList
	if n := len([]rune(key)); n == 0 || n > maxTagKey {
		faults = append(faults, field.Invalid(at, key, "a tag's key must have 1 to 128 characters"))
	}
	if n := len([]rune(value)); n > maxTagValue {
		faults = append(faults, field.Invalid(at, value, "a tag's value must have at most 256 characters"))
	}
	if !isTagText(key) || !isTagText(value) {
		faults = append(faults, field.Invalid(at, value, "a tag must consist of "+tagCharHints))
	}
	if strings.EqualFold(key, tagName) {
		faults = append(faults, field.Forbidden(at, "the platform sets Name on every resource: choose another key"))
	}
	for _, prefix := range reservedTagPrefixes {
		if strings.HasPrefix(strings.ToLower(key), prefix) {
			faults = append(faults, field.Forbidden(at, "keys that begin with "+prefix+" are reserved: choose another key"))
		}
	}
	return faults
}

// validateConfirmDeletion refuses confirmations that would wait for a section to
// be removed: a deletion is confirmed when it is asked for, and not before.
func validateConfirmDeletion(s *PlatformSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	for i, store := range s.ConfirmDeletion {
		if s.Has(store) {
			faults = append(faults, field.Invalid(path.Index(i), store,
				"the store is still in the spec: remove spec."+string(store)+" to delete it, or the confirmation to keep it"))
		}
	}
	return faults
}

// Has says whether the spec has a store.
func (s *PlatformSpec) Has(store Store) bool {
	switch store {
	case StoreDatabase:
		return s.Database != nil
	case StoreCache:
		return s.Cache != nil
	case StoreSearch:
		return s.Search != nil
	}
	return false
}

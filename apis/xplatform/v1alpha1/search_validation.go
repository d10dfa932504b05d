package v1alpha1

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

func validateSearch(s *PlatformSpec, path *field.Path) field.ErrorList {
	if s.Search == nil {
		return nil
	}
	faults := validateSearchInstance(s.Search.InstanceType, path.Child("instanceType"))
	if m := s.Search.Masters; m != nil {
		faults = append(faults, validateMasters(m, s.Search.Instances, path.Child("masters", "instanceType"))...)
	}
	for i, z := range s.Search.Zones {
		if !slices.Contains(s.Zones, z) {
			faults = append(faults, notAZone(path.Child("zones").Index(i), z, s.Zones))
		}
	}
	return faults
}

// Types of node that the platform cannot use: without encryption at rest and
// access control of their own, with disks in place of volumes, or for old data.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html
var (
	unencryptedSearch = regexp.MustCompile(`^(t2|m3|r3)\.`)
	withoutVolume     = regexp.MustCompile(`^(i[0-9][a-z]*|im4gn|[cmr][0-9]gd)\.`)
	warmSearch        = regexp.MustCompile(`^ultrawarm`)
)

func validateSearchInstance(instance string, path *field.Path) field.ErrorList {
	var why string
	switch {
	case unencryptedSearch.MatchString(instance):
		why = "OpenSearch does not encrypt nodes of this type, which the platform requires"
	case withoutVolume.MatchString(instance):
		why = "nodes of this type have instance storage instead of a volume, which is not supported"
	case warmSearch.MatchString(instance):
		why = "nodes of this type hold old data only"
	default:
		return nil
	}
	return field.ErrorList{field.Invalid(path, instance, why+": choose for example r7g.large.search")}
}

// maxBurstableMasters is for how many data nodes a T3 can be a master.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html
const maxBurstableMasters = 10

func validateMasters(m *MastersSpec, instances int64, path *field.Path) field.ErrorList {
	switch {
	case unencryptedSearch.MatchString(m.InstanceType) || warmSearch.MatchString(m.InstanceType):
		return field.ErrorList{field.Invalid(path, m.InstanceType, "OpenSearch has no encrypted master nodes of this type: choose for example m7g.medium.search")}
	case strings.HasPrefix(m.InstanceType, "t3.") && instances > maxBurstableMasters:
		return field.ErrorList{field.Invalid(path, m.InstanceType, fmt.Sprintf("OpenSearch supports T3 master nodes with at most %d data nodes, and there are %d: choose for example m7g.medium.search", maxBurstableMasters, instances))}
	}
	return nil
}

package v1alpha1

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// machineryFields are the fields of a composite's spec that belong to Crossplane
// itself. All but the last are those of composites with a claim.
var machineryFields = []string{
	"claimRef", "compositeDeletePolicy", "compositionRef", "compositionRevisionRef",
	"compositionRevisionSelector", "compositionSelector", "compositionUpdatePolicy",
	"environmentConfigRefs", "publishConnectionDetailsTo", "resourceRef", "resourceRefs",
	"writeConnectionSecretToRef",
	"crossplane",
}

// OfMachinery reports whether a field of a composite's spec belongs to Crossplane
// itself, and to no claim.
func OfMachinery(field string) bool { return slices.Contains(machineryFields, field) }

// Decode reads the spec of a claim or composite: it applies the schema's
// defaults and returns every fault at once, those that the API server would find
// and those of Validate. Lists whose order has no meaning come sorted, so that
// equal specs decode to equal values. The given map is not changed.
func Decode(raw map[string]any) (*PlatformSpec, field.ErrorList) {
	s, root := specSchema(), field.NewPath(rootPath)
	value, _ := copyJSON(raw).(map[string]any)
	maps.DeleteFunc(value, func(name string, _ any) bool { return OfMachinery(name) })
	faults := conform(value, s, root)
	applyDefaults(value, s)
	faults = merge(faults, schemaFaults(value))

	platform := &PlatformSpec{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(value, platform); err != nil {
		// conform lets nothing through that could fail here.
		return nil, merge(faults, field.ErrorList{field.InternalError(root, err)})
	}
	faults = merge(faults, Validate(platform))
	if len(faults) > 0 {
		sortFaults(faults)
		return nil, faults
	}
	platform.normalize()
	return platform, nil
}

// merge adds faults of a later check, except those of fields that an earlier
// check has already faulted: what is unreadable need not also be missing.
func merge(earlier, later field.ErrorList) field.ErrorList {
	out := earlier
	for _, l := range later {
		if !slices.ContainsFunc(earlier, func(e *field.Error) bool { return covers(e.Field, l.Field) }) {
			out = append(out, l)
		}
	}
	return out
}

// covers says whether a path is the same as another or leads to it.
func covers(path, other string) bool {
	rest, ok := strings.CutPrefix(other, path)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// sortFaults puts faults into one order, whatever found them.
func sortFaults(faults field.ErrorList) {
	slices.SortStableFunc(faults, func(a, b *field.Error) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Detail, b.Detail))
	})
}

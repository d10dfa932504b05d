package v1alpha1

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kube-openapi/pkg/validation/spec"
)

// conform reports what cannot be decoded: unknown fields and values of the wrong
// type. It removes them from value, so that everything else can still be judged.
func conform(value map[string]any, s *spec.Schema, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	for _, key := range slices.Sorted(maps.Keys(value)) {
		child := childOf(s, key)
		if child == nil {
			faults = append(faults, unknownField(path.Child(key), key, s))
			delete(value, key)
			continue
		}
		below, ok := conformValue(value[key], child, path.Child(key))
		faults = append(faults, below...)
		if !ok {
			delete(value, key)
		}
	}
	return faults
}

// conformValue does the same for a value of any type. It is false when the value
// itself has to go.
func conformValue(value any, s *spec.Schema, path *field.Path) (field.ErrorList, bool) {
	if !hasType(value, typeOf(s)) {
		return field.ErrorList{wrongType(path, value, s)}, false
	}
	switch value := value.(type) {
	case map[string]any:
		return conform(value, s, path), true
	case []any:
		return conformList(value, s, path)
	}
	return nil, true
}

// conformList judges a list's elements, and that those of a set or map are
// distinct.
func conformList(value []any, s *spec.Schema, path *field.Path) (field.ErrorList, bool) {
	var faults field.ErrorList
	valid, seen := true, map[any]bool{}
	for i, v := range value {
		below, ok := conformValue(v, itemsOf(s), path.Index(i))
		faults = append(faults, below...)
		if !ok {
			valid = false
			continue
		}
		id, at := identity(v, s, path.Index(i))
		if id != nil && seen[id] {
			faults = append(faults, field.Duplicate(at, id))
		}
		seen[id] = true
	}
	return faults, valid
}

// identity returns the value that distinguishes an element of a list, and its
// path; nil in a list whose elements may repeat.
func identity(element any, list *spec.Schema, path *field.Path) (any, *field.Path) {
	switch listType(list) {
	case "set":
		return element, path
	case "map":
		key := listKey(list)
		if object, ok := element.(map[string]any); ok {
			return object[key], path.Child(key)
		}
	}
	return nil, path
}

func hasType(value any, want string) bool {
	switch value.(type) {
	case map[string]any:
		return want == "object"
	case []any:
		return want == "array"
	case string:
		return want == "string"
	case bool:
		return want == "boolean"
	case int64:
		return want == "integer"
	}
	return false
}

func wrongType(path *field.Path, value any, s *spec.Schema) *field.Error {
	want := map[string]string{
		"object":  "an object (fields below it)",
		"array":   "a list",
		"string":  "a string",
		"boolean": "true or false, without quotes",
		"integer": "a whole number, without quotes",
	}[typeOf(s)]
	detail := "must be " + want
	switch value.(type) {
	case int64, float64, bool:
		if typeOf(s) == "string" {
			detail = fmt.Sprintf(`must be a string: write "%v" in quotes`, value)
		}
	}
	return field.TypeInvalid(path, value, detail)
}

func unknownField(path *field.Path, key string, s *spec.Schema) *field.Error {
	known := slices.Sorted(maps.Keys(s.Properties))
	for _, name := range known {
		if strings.EqualFold(name, key) {
			return field.Invalid(path, key, "unknown field: write "+name)
		}
	}
	return field.Invalid(path, key, "unknown field: the fields here are "+strings.Join(known, ", "))
}

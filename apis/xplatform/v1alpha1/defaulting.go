package v1alpha1

import "k8s.io/kube-openapi/pkg/validation/spec"

// applyDefaults sets what is absent to the default of the schema, as the API
// server does: from the outside in, so that a default can have defaults inside,
// and never inside of what is absent and has no default.
func applyDefaults(value any, s *spec.Schema) {
	if s == nil {
		return
	}
	switch value := value.(type) {
	case map[string]any:
		for name, property := range s.Properties {
			if _, found := value[name]; !found && property.Default != nil {
				value[name] = copyJSON(property.Default)
			}
		}
		for key := range value {
			applyDefaults(value[key], childOf(s, key))
		}
	case []any:
		for i := range value {
			applyDefaults(value[i], itemsOf(s))
		}
	}
}

// copyJSON copies a JSON value. Whole numbers become int64, whatever they were
// before: those that were sent through protobuf arrive as floats. Nulls in
// objects go, because no field is nullable and the API server removes them too.
func copyJSON(value any) any {
	switch value := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(value))
		for k, v := range value {
			if v != nil {
				out[k] = copyJSON(v)
			}
		}
		return out
	case []any:
		out := make([]any, len(value))
		for i, v := range value {
			out[i] = copyJSON(v)
		}
		return out
	case int:
		return int64(value)
	case float64:
		if whole := int64(value); float64(whole) == value {
			return whole
		}
	}
	return value
}

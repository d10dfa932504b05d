package outline

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// An object is a JSON object. Fields that are missing or of another type read as
// empty: what is read may come from a cluster, and has any form.
type object map[string]any

// at returns the value at a path.
func (o object) at(path ...string) any {
	var v any = map[string]any(o)
	for _, field := range path {
		m, _ := v.(map[string]any)
		v = m[field]
	}
	return v
}

// text returns the scalar at a path as text.
func (o object) text(path ...string) string {
	switch v := o.at(path...).(type) {
	case nil, map[string]any, []any:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// number returns the number at a path, in text form too: some AWS kinds have numbers
// in strings.
func (o object) number(path ...string) int64 {
	switch v := o.at(path...).(type) {
	case int64:
		return v
	case float64:
		return int64(v)
	case string:
		var n int64
		if _, err := fmt.Sscan(v, &n); err == nil {
			return n
		}
	}
	return 0
}

func (o object) flag(path ...string) bool {
	b, _ := o.at(path...).(bool)
	return b
}

// object returns the object at a path, or the first object of a list there: the
// versions of a kind differ in that.
func (o object) object(path ...string) object {
	switch v := o.at(path...).(type) {
	case map[string]any:
		return v
	case []any:
		if len(v) > 0 {
			m, _ := v[0].(map[string]any)
			return m
		}
	}
	return nil
}

// objects returns the list of objects at a path.
func (o object) objects(path ...string) []object {
	list, _ := o.at(path...).([]any)
	var out []object
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// texts returns the list of texts at a path.
func (o object) texts(path ...string) []string {
	list, _ := o.at(path...).([]any)
	var out []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// forProvider returns the spec.forProvider of a resource.
func forProvider(o *unstructured.Unstructured) object {
	return object(o.Object).object("spec", "forProvider")
}

// atProvider returns the status.atProvider of a resource.
func atProvider(o *unstructured.Unstructured) object {
	return object(o.Object).object("status", "atProvider")
}

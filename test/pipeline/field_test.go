package pipeline

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// holds reports whether an object has a reference at a path.
func holds(o *unstructured.Unstructured, path string) bool {
	if o == nil {
		return false
	}
	_, ok := references(o)[path]
	return ok
}

// paths returns the paths of all fields in the spec of an object, if it has
// one.
func paths(o *unstructured.Unstructured) map[string]bool {
	out := map[string]bool{}
	if o != nil {
		walk("spec", o.Object["spec"], func(path string, _ any) { out[path] = true })
	}
	return out
}

func walk(path string, v any, visit func(path string, v any)) {
	visit(path, v)
	switch v := v.(type) {
	case map[string]any:
		for k, child := range v {
			walk(path+"."+k, child, visit)
		}
	case []any:
		for i, child := range v {
			walk(fmt.Sprintf("%s[%d]", path, i), child, visit)
		}
	}
}

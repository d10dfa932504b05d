package pipeline

import (
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// heldByID are the kinds that others name by ID in a list, because a list of
// references would not settle.
var heldByID = []string{"Subnet", "SecurityGroup"}

// relations returns the names of the objects that an object relates to, by the
// path in its spec: those that it refers to, and those among the given ones
// whose IDs it contains.
func relations(o *unstructured.Unstructured, among []*unstructured.Unstructured) map[string]string {
	byID := map[string]string{}
	for _, other := range among {
		if slices.Contains(heldByID, other.GetKind()) {
			byID[identity(other)] = other.GetName()
		}
	}
	out := map[string]string{}
	for path, ref := range references(o) {
		out[path], _ = ref["name"].(string)
	}
	walk("forProvider", forProvider(o), func(path string, v any) {
		if id, ok := v.(string); ok && id != "" && byID[id] != "" {
			out[path] = byID[id]
		}
	})
	return out
}

// identity returns the identity of an object in AWS, or an empty string.
func identity(o *unstructured.Unstructured) string {
	if name := o.GetAnnotations()["crossplane.io/external-name"]; name != "" {
		return name
	}
	id, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", "id")
	return id
}

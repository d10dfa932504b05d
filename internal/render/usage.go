package render

import (
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// usageGroup is the API group of Usages. Crossplane itself reconciles them, and
// no provider.
const usageGroup = "protection.crossplane.io"

// settleUsages sets the status of Usages as Crossplane does: ready once both
// the used and the using resource exist.
func settleUsages(resources, all []*unstructured.Unstructured) {
	for i, o := range resources {
		if o.GroupVersionKind().Group != usageGroup {
			continue
		}
		status := "False"
		if exists(all, o, "of") && exists(all, o, "by") {
			status = "True"
		}
		settled := o.DeepCopy()
		settled.Object["status"] = map[string]any{"conditions": []any{map[string]any{"type": "Ready", "status": status}}}
		resources[i] = settled
	}
}

// exists reports whether the resource exists that one side of a Usage refers
// to.
func exists(all []*unstructured.Unstructured, usage *unstructured.Unstructured, side string) bool {
	text := func(path ...string) string {
		s, _, _ := unstructured.NestedString(usage.Object, append([]string{"spec", side}, path...)...)
		return s
	}
	return slices.ContainsFunc(all, func(o *unstructured.Unstructured) bool {
		return o.GetAPIVersion() == text("apiVersion") && o.GetKind() == text("kind") && o.GetName() == text("resourceRef", "name")
	})
}

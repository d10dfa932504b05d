package render

import (
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// usageGroup is the API group of Usages. Crossplane itself answers for them, and
// no provider.
const usageGroup = "protection.crossplane.io"

// settleUsages reports the Usages among resources as Crossplane does: ready once
// both what is used and what uses it exist.
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

// exists reports whether there is what one side of a Usage refers to.
func exists(all []*unstructured.Unstructured, usage *unstructured.Unstructured, side string) bool {
	text := func(path ...string) string {
		s, _, _ := unstructured.NestedString(usage.Object, append([]string{"spec", side}, path...)...)
		return s
	}
	return slices.ContainsFunc(all, func(o *unstructured.Unstructured) bool {
		return o.GetAPIVersion() == text("apiVersion") && o.GetKind() == text("kind") && o.GetName() == text("resourceRef", "name")
	})
}

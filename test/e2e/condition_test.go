package e2e

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func condition(o *unstructured.Unstructured, name string) (status, message string) {
	if o == nil {
		return "absent", ""
	}
	c := conditionOf(o, name)
	if c == nil {
		return "unknown", ""
	}
	message, _ = c["message"].(string)
	return fmt.Sprint(c["status"]), message
}

func reason(o *unstructured.Unstructured, name string) string {
	r, _ := conditionOf(o, name)["reason"].(string)
	return r
}

func conditionOf(o *unstructured.Unstructured, name string) map[string]any {
	list, _, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "conditions")
	all, _ := list.([]any)
	for _, item := range all {
		if c, _ := item.(map[string]any); c["type"] == name {
			return c
		}
	}
	return nil
}

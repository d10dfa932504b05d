package pipeline

import (
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// TestRetainedReferToRetained proves that resources that stay in AWS when the
// platform is deleted refer to no resource that is deleted.
func TestRetainedReferToRetained(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		named := map[string]*unstructured.Unstructured{}
		for _, o := range turn.Result.Resources {
			named[o.GetName()] = o
		}
		for _, o := range turn.Result.Resources {
			if !retained(o) {
				continue
			}
			for path, name := range relations(o, turn.Result.Resources) {
				target := named[name]
				// The lifecycle is deleted with its bucket.
				if target != nil && !retained(target) && key(o) != "access-log-bucket-lifecycle" {
					t.Errorf("%s stays, but %s refers to %s, which is deleted", key(o), path, key(target))
				}
				checked++
			}
		}
	})
	if checked == 0 {
		t.Error("no case has retained resources")
	}
}

// retained reports whether a resource stays in AWS when its object is deleted.
func retained(o *unstructured.Unstructured) bool {
	policies, _, _ := unstructured.NestedStringSlice(o.Object, "spec", "managementPolicies")
	return !slices.Contains(policies, "*") && !slices.Contains(policies, "Delete")
}

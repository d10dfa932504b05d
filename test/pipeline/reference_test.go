package pipeline

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// TestReferencesAreAlwaysResolved checks the policy of every reference in
// everything emitted.
func TestReferencesAreAlwaysResolved(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			for path, ref := range references(o) {
				if policy, _, _ := unstructured.NestedString(ref, "policy", "resolve"); policy != "Always" {
					t.Errorf("%s: %s is resolved once and never again", key(o), path)
				}
			}
		}
	})
}

// TestNoReferenceInAList finds references that Crossplane and the provider
// would overwrite in turn: server-side apply replaces such lists as a whole,
// and the provider sorts a list of references by their resolved values.
func TestNoReferenceInAList(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			for path := range references(o) {
				// Resources of an earlier version may be unchanged for a while.
				if strings.Contains(path, "[") && !holds(find(turn.Observed, key(o)), path) {
					t.Errorf("%s: %s is in a list", key(o), path)
				}
			}
		}
	})
}

// references returns the references in a spec by their path. References to
// Secrets are read and not resolved, and do not count.
func references(o *unstructured.Unstructured) map[string]map[string]any {
	out := map[string]map[string]any{}
	spec, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider")
	walk("forProvider", spec, func(path string, v any) {
		field := path[strings.LastIndex(path, ".")+1:]
		if m, ok := v.(map[string]any); ok && strings.Contains(field, "Ref") && !strings.Contains(field, "SecretRef") {
			out[path] = m
		}
	})
	return out
}

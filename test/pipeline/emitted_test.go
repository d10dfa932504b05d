package pipeline

import (
	"slices"
	"testing"
)

// TestNoEmptyOrStatusFields finds status, nulls and empty objects in emitted
// resources. An empty list that removes present values is intended.
func TestNoEmptyOrStatusFields(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			for field := range o.Object {
				if !slices.Contains([]string{"apiVersion", "kind", "metadata", "spec"}, field) && (o.GetAPIVersion() != "v1" || field != "type" && field != "data") {
					t.Errorf("%s has a field %s", key(o), field)
				}
			}
			content := "spec"
			if o.GetAPIVersion() == "v1" { // A Secret.
				content = "data"
			}
			there := paths(find(turn.Observed, key(o)))
			walk(content, o.Object[content], func(path string, v any) {
				if list, ok := v.([]any); ok && len(list) == 0 && !there[path] {
					t.Errorf("%s: %s is empty", key(o), path)
				}
				if m, ok := v.(map[string]any); v == nil || ok && len(m) == 0 {
					t.Errorf("%s: %s is empty", key(o), path)
				}
			})
		}
	})
}

package pipeline

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// TestAnotherIDRenamesNothing sets another id on every settled platform, from
// which new names are built: existing resources keep their names, and nothing
// is deployed again.
func TestAnotherIDRenamesNothing(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			last := turns[len(turns)-1]
			composite := last.Composite.DeepCopy()
			if err := unstructured.SetNestedField(composite.Object, "other1", "spec", "id"); err != nil {
				t.Fatal(err)
			}
			result, err := pipeline().Reconcile(t.Context(), composite, last.Observed)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range last.Observed {
				before, after := find(last.Result.Resources, key(o)), find(result.Resources, key(o))
				if before == nil {
					continue
				}
				if after == nil {
					t.Errorf("%s leaves", key(o))
					continue
				}
				if diff := cmp.Diff(before.Object, after.Object); diff != "" {
					t.Errorf("%s changes: -before, +after:\n%s", key(o), diff)
				}
			}
			for _, r := range result.Resources {
				if find(last.Result.Resources, key(r)) == nil {
					t.Errorf("%s is new", key(r))
				}
			}
		})
	}
}

package pipeline

import (
	"maps"
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// stores are the kinds that contain data, with the section of the claim of
// each.
var stores = map[string]string{"Instance": "database", "ReplicationGroup": "cache", "Domain": "search"}

// TestStoresLeaveOnlyWhenConfirmed checks every store that is deleted in any
// case: the claim has confirmed it by name, and the store was not protected any
// more.
func TestStoresLeaveOnlyWhenConfirmed(t *testing.T) {
	left := map[string]bool{}
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		confirmed, _, _ := unstructured.NestedStringSlice(turn.Composite.Object, "spec", "confirmDeletion")
		for _, o := range turn.Observed {
			store := stores[o.GetKind()]
			if store != key(o) || find(turn.Result.Resources, key(o)) != nil {
				continue // Replicas have no data of their own.
			}
			left[store] = true
			if !slices.Contains(confirmed, store) {
				t.Errorf("%s is deleted without confirmation", key(o))
			}
			if protected, _, _ := unstructured.NestedBool(o.Object, "status", "atProvider", "deletionProtection"); protected || retained(o) {
				t.Errorf("%s is deleted while it is protected", key(o))
			}
		}
	})
	if len(left) < len(stores) {
		t.Errorf("only %v are deleted in all cases, want one of each kind at least", slices.Sorted(maps.Keys(left)))
	}
}

// TestStoresOutliveTheirParts proves that no resource to which a store refers
// is deleted while the store exists.
func TestStoresOutliveTheirParts(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		gone := map[string]bool{}
		for _, o := range turn.Observed {
			gone[o.GetName()] = find(turn.Result.Resources, key(o)) == nil
		}
		for _, o := range turn.Observed {
			if stores[o.GetKind()] != key(o) {
				continue
			}
			for path, name := range relations(o, turn.Observed) {
				desired := find(turn.Result.Resources, key(o))
				if gone[name] && (desired == nil || refersTo(desired, name, turn.Observed)) {
					t.Errorf("%s is deleted, and %s of %s refers to it", name, path, key(o))
				}
			}
		}
	})
}

func refersTo(o *unstructured.Unstructured, name string, among []*unstructured.Unstructured) bool {
	return slices.Contains(slices.Collect(maps.Values(relations(o, among))), name)
}

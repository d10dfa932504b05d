package pipeline

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestNothingIsDropped removes observed resources, and fields of their status,
// at random: a resource that is still observed, and that the claim asks for,
// stays desired.
func TestNothingIsDropped(t *testing.T) {
	const subsets = 10
	var total, fatal atomic.Int64
	eachReconcileAtOnce(t, func(t *testing.T, turn turn) {
		t.Helper()
		random := rand.New(rand.NewPCG(1, uint64(len(turn.Observed))))
		for range subsets {
			observed := removeSome(random, turn.Observed)
			result, err := pipeline().Reconcile(t.Context(), turn.Composite, observed)
			if refused := (*render.FatalError)(nil); errors.As(err, &refused) {
				fatal.Add(1)
				continue // A fatal result changes nothing.
			}
			if err != nil {
				t.Fatal(err)
			}
			total.Add(1)
			for _, o := range observed {
				if turn.Asked[key(o)] && find(result.Resources, key(o)) == nil {
					t.Fatalf("%s is observed, the claim asks for it, and it is no longer desired", key(o))
				}
			}
		}
	})
	t.Logf("%d subsets of observed state, %d more refused", total.Load(), fatal.Load())
	if fatal.Load() > total.Load()/100 {
		t.Errorf("%d of %d subsets were refused: too many to have tested anything", fatal.Load(), total.Load()+fatal.Load())
	}
}

// removeSome removes some observed resources, and some fields of the status of
// others.
func removeSome(random *rand.Rand, observed []*unstructured.Unstructured) []*unstructured.Unstructured {
	var out []*unstructured.Unstructured
	for _, o := range observed {
		if random.IntN(4) == 0 {
			continue
		}
		out = append(out, withoutSomeStatus(random, o))
	}
	return out
}

// withoutSomeStatus returns an object without some of its conditions and fields
// of its status.
func withoutSomeStatus(random *rand.Rand, o *unstructured.Unstructured) *unstructured.Unstructured {
	o = o.DeepCopy()
	status, _, _ := unstructured.NestedMap(o.Object, "status", "atProvider")
	for _, f := range slices.Sorted(maps.Keys(status)) {
		if random.IntN(3) == 0 {
			unstructured.RemoveNestedField(o.Object, "status", "atProvider", f)
		}
	}
	if random.IntN(3) == 0 {
		unstructured.RemoveNestedField(o.Object, "status", "conditions")
	}
	return o
}

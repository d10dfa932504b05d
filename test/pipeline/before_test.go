package pipeline

import (
	"maps"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// ownerProvider is the field manager of what the provider writes by an update, as
// what it late-initializes.
const ownerProvider = "provider"

// composedBefore is a load balancer as an earlier version of the functions asked
// for it and the provider left it: with references to its subnets, which the
// provider sorted, and with fields that AWS chose.
func composedBefore(t *testing.T, lb *unstructured.Unstructured) (asked, resolved, late map[string]any) {
	t.Helper()
	old := maps.Clone(forProvider(lb))
	subnets := old["subnets"].([]any)
	delete(old, "subnets")
	ref := func(name string) map[string]any {
		return map[string]any{"name": name, "policy": map[string]any{"resolve": "Always"}}
	}
	old["subnetRefs"] = []any{ref("a"), ref("b")}
	return old,
		map[string]any{"subnets": subnets, "subnetRefs": []any{ref("b"), ref("a")}},
		map[string]any{"subnetMapping": []any{map[string]any{"subnetId": subnets[0]}, map[string]any{"subnetId": subnets[1]}}}
}

// TestFieldsOfEarlierVersionsGo proves, with the API server's own server-side
// apply, that a load balancer which an earlier version composed loses what the
// provider had written into it.
func TestFieldsOfEarlierVersionsGo(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	turns := play(t, "cases/edge-zone-added")
	first := turns[len(turns)-1]
	observed := make([]*unstructured.Unstructured, 0, len(first.Observed))
	for _, o := range first.Observed {
		observed = append(observed, o.DeepCopy())
	}
	lb := find(observed, "load-balancer")
	asked, resolved, late := composedBefore(t, lb)

	write := func(spec map[string]any) *unstructured.Unstructured {
		o := &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"forProvider": spec, "managementPolicies": []any{"*"}}}}
		o.SetGroupVersionKind(lb.GroupVersionKind())
		o.SetName(lb.GetName())
		return o
	}
	s := newShared(t, judge, lb)
	for _, w := range []struct {
		spec  map[string]any
		owner string
	}{{asked, ownerComposite}, {resolved, ownerResolver}} {
		if err := s.Apply(write(w.spec), w.owner, true); err != nil {
			t.Fatal(err)
		}
	}
	filled := s.live(t)
	spec := forProvider(filled)
	maps.Copy(spec, late)
	_ = unstructured.SetNestedMap(filled.Object, spec, "spec", "forProvider")
	if err := s.Update(filled, ownerProvider); err != nil {
		t.Fatal(err)
	}

	for range 2 { // The lists are emptied first, and then they go.
		live := s.live(t)
		lb.Object["spec"] = live.Object["spec"]
		result, err := pipeline().Reconcile(t.Context(), first.Composite, observed)
		if err != nil {
			t.Fatal(err)
		}
		desired := find(result.Resources, "load-balancer").DeepCopy()
		if err := s.Apply(desired, ownerComposite, true); err != nil {
			t.Fatal(err)
		}
	}
	got := forProvider(s.live(t))
	for _, field := range []string{"subnetRefs", "subnetMapping"} {
		if v, ok := got[field]; ok {
			t.Errorf("%s is still %v", field, v)
		}
	}
	if subnets, _ := got["subnets"].([]any); len(subnets) != 3 {
		t.Errorf("the load balancer has to be in the subnets of three zones, got %v", subnets)
	}
}

package pipeline

import (
	"maps"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// ownerProvider is the field manager of fields that the provider writes by an
// update, such as late-initialized ones.
const ownerProvider = "provider"

// composedBefore returns a load balancer as an earlier version of the functions
// composed it and the provider changed it: with references to its subnets,
// which the provider sorted, and with fields that AWS chose.
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
// apply, that resources of an earlier version lose the fields that the provider
// had written into them.
func TestFieldsOfEarlierVersionsGo(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	turns := play(t, "cases/edge-zone-added")
	last := turns[len(turns)-1]
	t.Run("LoadBalancer", func(t *testing.T) {
		asked, resolved, late := composedBefore(t, find(last.Observed, "load-balancer"))
		got := upgraded(t, judge, last, "load-balancer", asked, resolved, late)
		for _, field := range []string{"subnetRefs", "subnetMapping"} {
			if v, ok := got[field]; ok {
				t.Errorf("%s is still %v", field, v)
			}
		}
		if subnets, _ := got["subnets"].([]any); len(subnets) != 3 {
			t.Errorf("the load balancer has to be in the subnets of three zones, got %v", subnets)
		}
	})
	t.Run("NATGateway", func(t *testing.T) {
		asked := maps.Clone(forProvider(find(last.Observed, "nat-gateway-a")))
		got := upgraded(t, judge, last, "nat-gateway-a", asked, nil, map[string]any{"vpcId": "vpc-1"})
		if v, ok := got["vpcId"]; ok {
			t.Errorf("vpcId is still %v", v)
		}
		if got["subnetId"] == nil {
			t.Errorf("the gateway has lost its subnet: %v", got)
		}
	})
}

// upgraded applies a resource as an earlier version composed it, with fields
// resolved and filled in by the provider, and reconciles it twice: fields are
// emptied first, and then removed. It returns the resource at the end.
func upgraded(t *testing.T, judge *providercrd.Judge, turn turn, key string, asked, resolved, late map[string]any) map[string]any {
	t.Helper()
	observed := make([]*unstructured.Unstructured, 0, len(turn.Observed))
	for _, o := range turn.Observed {
		observed = append(observed, o.DeepCopy())
	}
	resource := find(observed, key)
	s := newShared(t, judge, resource)
	write := func(spec map[string]any, owner string) {
		t.Helper()
		o := &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"forProvider": spec, "managementPolicies": []any{"*"}}}}
		o.SetGroupVersionKind(resource.GroupVersionKind())
		o.SetName(resource.GetName())
		if err := s.Apply(o, owner, true); err != nil {
			t.Fatal(err)
		}
	}
	write(asked, ownerComposite)
	if resolved != nil {
		write(resolved, ownerResolver)
	}
	filled := s.live(t)
	spec := forProvider(filled)
	maps.Copy(spec, late)
	_ = unstructured.SetNestedMap(filled.Object, spec, "spec", "forProvider")
	if err := s.Update(filled, ownerProvider); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		resource.Object["spec"] = s.live(t).Object["spec"]
		result, err := pipeline().Reconcile(t.Context(), turn.Composite, observed)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Apply(find(result.Resources, key).DeepCopy(), ownerComposite, true); err != nil {
			t.Fatal(err)
		}
	}
	return forProvider(s.live(t))
}

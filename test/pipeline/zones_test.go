package pipeline

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// subnetsOf returns the subnets of a resource in several zones, among the given
// objects, by the names of their objects.
func subnetsOf(o *unstructured.Unstructured, among []*unstructured.Unstructured) map[string]bool {
	out := map[string]bool{}
	for path, name := range relations(o, platform(among).of("Subnet")) {
		if strings.Contains(path, "[") {
			out[name] = true
		}
	}
	return out
}

// created returns the names of those objects whose resource exists in AWS.
func created(objects []*unstructured.Unstructured) map[string]bool {
	out := map[string]bool{}
	for _, o := range objects {
		if id, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", "id"); id != "" {
			out[o.GetName()] = true
		}
	}
	return out
}

// TestExistingResourcesReferToExistingSubnets proves that no existing resource
// waits for a subnet, because all its other changes would wait too.
func TestExistingResourcesReferToExistingSubnets(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		there := created(turn.Observed)
		for _, o := range turn.Observed {
			after := find(turn.Result.Resources, key(o))
			if after == nil || !there[o.GetName()] {
				continue
			}
			had := subnetsOf(o, turn.Observed)
			for subnet := range subnetsOf(after, turn.Observed) {
				checked++
				if !had[subnet] && !there[subnet] {
					t.Errorf("%s exists, and now refers to %s, which does not", key(o), subnet)
				}
			}
		}
	})
	if checked == 0 {
		t.Error("no case has resources in subnets")
	}
}

// TestSubnetsStay removes observed resources and fields of their status at
// random: existing resources keep their subnets all the same, and get none that
// is unknown.
func TestSubnetsStay(t *testing.T) {
	const subsets = 5
	checked := 0
	for _, dir := range []string{"cases/edge-zone-added", "cases/search-zone-added", "cases/service-zone-added", "cases/zone-refused"} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			for _, turn := range play(t, dir) {
				random := rand.New(rand.NewPCG(2, uint64(len(turn.Observed))))
				for range subsets {
					checked += subnetsStay(t, turn, removeSome(random, turn.Observed))
				}
			}
		})
	}
	if checked == 0 {
		t.Error("no case has resources in subnets")
	}
}

// subnetsStay compares one reconcile with the same one from which less is
// observed, and counts what it compared.
func subnetsStay(t *testing.T, turn turn, observed []*unstructured.Unstructured) (checked int) {
	t.Helper()
	result, err := pipeline().Reconcile(t.Context(), turn.Composite, observed)
	if refused := (*render.FatalError)(nil); errors.As(err, &refused) {
		return 0 // Crossplane changes nothing then.
	}
	if err != nil {
		t.Fatal(err)
	}
	there, known := created(turn.Observed), created(observed)
	for _, o := range observed {
		wanted, got := find(turn.Result.Resources, key(o)), find(result.Resources, key(o))
		if !there[o.GetName()] || wanted == nil || got == nil {
			continue
		}
		had, has := subnetsOf(o, turn.Observed), subnetsOf(got, turn.Observed)
		for subnet := range subnetsOf(wanted, turn.Observed) {
			checked++
			if had[subnet] && !has[subnet] {
				t.Errorf("%s loses %s if less is known", key(o), subnet)
			}
		}
		for subnet := range has {
			if !had[subnet] && !known[subnet] {
				t.Errorf("%s gets %s, which is unknown", key(o), subnet)
			}
		}
	}
	return checked
}

// TestServicesFollowTheLoadBalancer lets AWS refuse the public subnet of a new
// zone: the load balancer stays out of the zone, and so do the services behind
// it, and no others.
func TestServicesFollowTheLoadBalancer(t *testing.T) {
	turns := play(t, "cases/service-zone-added")
	at := slices.IndexFunc(turns, func(r turn) bool {
		return strings.Contains(conditionLine(r.Result), "ecs-service-web stays out of zone c while it waits for load-balancer")
	})
	if at < 0 {
		t.Fatal("the service behind the load balancer never waits for it")
	}
	seen := make([]*unstructured.Unstructured, 0, len(turns[at].Observed))
	for _, o := range turns[at].Observed {
		o = o.DeepCopy()
		if key(o) == "subnet-public-c" {
			unstructured.RemoveNestedField(o.Object, "status")
		}
		seen = append(seen, o)
	}
	result, err := pipeline().Reconcile(t.Context(), turns[at].Composite, seen)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range map[string]int{"load-balancer": 2, "ecs-service-web": 2, "ecs-service-worker": 3} {
		if got := len(subnetsOf(find(result.Resources, k), turns[at].Observed)); got != want {
			t.Errorf("%s is in %d zones, want it in %d", k, got, want)
		}
	}
}

// TestZonesThatExistStay shows that a platform refuses to lose a zone with
// subnets. The case zone-refused shows that it can lose another.
func TestZonesThatExistStay(t *testing.T) {
	turns := play(t, "cases/zone-added")
	last := turns[len(turns)-1]
	composite := last.Composite.DeepCopy()
	if err := unstructured.SetNestedStringSlice(composite.Object, []string{"a", "b"}, "spec", "zones"); err != nil {
		t.Fatal(err)
	}
	_, err := pipeline().Reconcile(t.Context(), composite, last.Observed)
	refused := (*render.FatalError)(nil)
	if !errors.As(err, &refused) || !strings.Contains(refused.Text, "spec.zones: zone c cannot be removed: AWS has subnet-public-c") {
		t.Errorf("a platform must not lose zone c, got: %v", err)
	}
}

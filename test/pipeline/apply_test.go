package pipeline

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	jsonpatch "github.com/evanphx/json-patch/v5"
	"github.com/google/go-cmp/cmp"
	"k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/apimachinery/pkg/util/managedfields/managedfieldstest"
	"k8s.io/kube-openapi/pkg/validation/spec"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// The field managers that write a managed resource.
const (
	ownerComposite = "apiextensions.crossplane.io/composed/test"
	ownerResolver  = "managed.crossplane.io/api-simple-reference-resolver"
)

// A shared is one managed resource as the API server stores it, with the fields
// that each manager owns: it uses the API server's own server-side apply, over
// the schema of the provider's CRD.
type shared struct {
	managedfieldstest.TestFieldManager
}

func newShared(t *testing.T, judge *providercrd.Judge, o *unstructured.Unstructured) shared {
	t.Helper()
	gvk := o.GroupVersionKind()
	if converters[gvk] == nil {
		converters[gvk] = converter(t, judge, gvk)
	}
	return shared{managedfieldstest.NewTestFieldManager(converters[gvk], gvk)}
}

// converters caches type converters, because creating one takes longer than all
// else.
var converters = map[schema.GroupVersionKind]managedfields.TypeConverter{}

func converter(t *testing.T, judge *providercrd.Judge, gvk schema.GroupVersionKind) managedfields.TypeConverter {
	t.Helper()
	crd, err := judge.CRD(gvk.GroupKind())
	if err != nil {
		t.Fatal(err)
	}
	document, err := builder.BuildOpenAPIV3(crd, gvk.Version, builder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	models := map[string]*spec.Schema{}
	for name, s := range document.Components.Schemas {
		models[name] = s
	}
	converter, err := managedfields.NewTypeConverter(models, false)
	if err != nil {
		t.Fatal(err)
	}
	return converter
}

func (s shared) live(t *testing.T) *unstructured.Unstructured {
	t.Helper()
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(s.Live())
	if err != nil {
		t.Fatal(err)
	}
	return &unstructured.Unstructured{Object: content}
}

// resolve resolves references as the provider's resolver does: it writes all
// resolved values that differ from the present ones, and nothing else. It
// reports whether it wrote anything.
func (s shared) resolve(t *testing.T, actual *unstructured.Unstructured) bool {
	t.Helper()
	live := s.live(t)
	live.SetManagedFields(nil)
	resolved := live.DeepCopy()
	from, _, _ := unstructured.NestedMap(actual.Object, "spec", "forProvider")
	into, _, _ := unstructured.NestedMap(resolved.Object, "spec", "forProvider")
	copyResolved(into, from)
	if err := unstructured.SetNestedMap(resolved.Object, into, "spec", "forProvider"); err != nil {
		t.Fatal(err)
	}
	before, after := marshal(t, live), marshal(t, resolved)
	document, err := jsonpatch.CreateMergePatch(before, after)
	if err != nil {
		t.Fatal(err)
	}
	if string(document) == "{}" {
		return false
	}
	patch := &unstructured.Unstructured{}
	if err := json.Unmarshal(document, &patch.Object); err != nil {
		t.Fatal(err)
	}
	patch.SetGroupVersionKind(actual.GroupVersionKind())
	patch.SetName(actual.GetName())
	if err := s.Apply(patch, ownerResolver, true); err != nil {
		t.Fatal(err)
	}
	return true
}

// copyResolved copies the resolved values of references.
func copyResolved(into, from map[string]any) {
	for k, v := range into {
		for _, value := range []string{strings.TrimSuffix(k, "Ref"), strings.TrimSuffix(k, "Refs"), strings.TrimSuffix(k, "Refs") + "s"} {
			if strings.Contains(k, "Ref") && value != k && from[value] != nil {
				into[value] = from[value]
			}
		}
		nested, ok := v.(map[string]any)
		if was, same := from[k].(map[string]any); ok && same {
			copyResolved(nested, was)
		}
	}
}

func marshal(t *testing.T, o *unstructured.Unstructured) []byte {
	t.Helper()
	b, err := json.Marshal(o.Object)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// settles lets composite and resolver write one resource through all turns of a
// case, and reports whether the resolver stops writing after each.
func settles(t *testing.T, judge *providercrd.Judge, turns []turn, k string, alter func(*unstructured.Unstructured)) bool {
	t.Helper()
	const most = 6
	var s *shared
	for i, turn := range turns[:len(turns)-1] {
		desired, actual := find(turn.Result.Resources, k), find(turns[i+1].Observed, k)
		if desired == nil || actual == nil {
			s = nil
			continue
		}
		if s == nil {
			s = new(newShared(t, judge, desired))
		}
		desired = desired.DeepCopy()
		alter(desired)
		if err := s.Apply(desired, ownerComposite, true); err != nil {
			t.Fatalf("%s: cannot apply: %v", k, err)
		}
		for n := 0; s.resolve(t, actual); n++ {
			if n == most {
				return false
			}
		}
		sameActions(t, k, s.live(t), desired)
	}
	return true
}

// sameActions finds fields of an earlier action that remain: the provider
// refuses two that contradict each other, at every reconcile.
func sameActions(t *testing.T, k string, live, desired *unstructured.Unstructured) {
	t.Helper()
	for _, field := range []string{"action", "defaultAction"} {
		if diff := cmp.Diff(forProvider(desired)[field], forProvider(live)[field]); diff != "" {
			t.Errorf("%s: %s differs from the desired value: -want, +got:\n%s", k, field, diff)
		}
	}
}

// TestReferencesDoNotFlap proves, with the API server's own server-side apply,
// that the provider's reference resolver has nothing left to write after a
// change, whatever references a resource has.
func TestReferencesDoNotFlap(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"cases/nat-modes", "cases/edge-zone-added", "cases/edge-port-changed", "cases/edge-default-removed", "cases/farmers-namespaced"} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			keys := map[string]bool{}
			for _, turn := range turns {
				for _, o := range turn.Result.Resources {
					if len(references(o)) > 0 {
						keys[key(o)] = true
					}
				}
			}
			if len(keys) == 0 {
				t.Fatal("no resource has references")
			}
			for k := range keys {
				if !settles(t, judge, turns, k, func(*unstructured.Unstructured) {}) {
					t.Errorf("%s: references remove each other's values indefinitely", k)
				}
			}
		})
	}
}

// TestReferencesFlapWithoutResolvedValues is the control: without the values that the
// composite adds beside its references, the resolver never stops writing a
// route.
func TestReferencesFlapWithoutResolvedValues(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	bare := func(o *unstructured.Unstructured) {
		for _, field := range []string{"routeTableId", "natGatewayId"} {
			unstructured.RemoveNestedField(o.Object, "spec", "forProvider", field)
		}
	}
	if settles(t, judge, play(t, "cases/nat-modes"), "default-route-ipv4-route-table-private-b", bare) {
		t.Error("a route settles without the values of its other references: internal/emit/resolved.go is not needed any more")
	}
}

package pipeline

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"sync/atomic"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/structured-merge-diff/v6/typed"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/providercrd"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/run"
)

// TestRefusedSpecsChangeNothing edits the platform of every case so that it is
// refused, at each of its reconciles: in turn by all functions, because the
// spec has a fault, and by one of them, without which the others would have
// continued. Crossplane then receives the resources that it applied last, byte
// for byte.
//
//nolint:tparallel // The cache of played cases has no lock.
func TestRefusedSpecsChangeNothing(t *testing.T) {
	var held atomic.Int64
	for _, dir := range cases(t) {
		turns := play(t, dir)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			for i := 1; i < len(turns); i++ {
				want := lastApplied(turns, i)
				observed := recorded(t, turns[i].Observed, want)
				by, steps := refusing(i)
				xr := turns[i].Composite.DeepCopy()
				if by == "all" {
					setField(t, xr, "x", "spec", "nonsense")
				}
				fatal(t, steps, xr, observed)
				checkHeld(t, by, want, xr, hold(t, steps, xr, observed))
				held.Add(int64(len(want)))
			}
		})
	}
	t.Cleanup(func() {
		if held.Load() < 10_000 {
			t.Errorf("only %d resources were held: too few to have tested anything", held.Load())
		}
	})
}

// refusing returns a pipeline that refuses, and the name of the refusing
// function: all functions, for a spec with a fault, or one of them, another one
// each time. A function of another project precedes them.
func refusing(i int) (by string, steps []render.Step) {
	steps = append([]render.Step{{Name: "foreign", Function: foreignFunction{}}}, functions...)
	if i%2 == 0 {
		return "all", steps
	}
	at := i / 2 % len(functions)
	condition := []string{run.NetworkReady, run.EdgeReady, run.DataReady, run.ComputeReady}[at]
	steps[1+at].Function = &run.Function{Condition: condition, Compose: func(run.Input) (run.Output, error) {
		return run.Output{}, errors.New("vpc: cidrBlock is 10.0.0.0/16 and cannot become 10.1.0.0/16")
	}}
	return functions[at].Name, steps
}

// A foreignFunction desires a new resource.
type foreignFunction struct {
	fnv1.UnimplementedFunctionRunnerServiceServer
}

func (foreignFunction) RunFunction(context.Context, *fnv1.RunFunctionRequest) (*fnv1.RunFunctionResponse, error) {
	return &fnv1.RunFunctionResponse{Desired: foreign()}, nil
}

// lastApplied returns the resources that exist at a reconcile, as Crossplane
// applied them in the one before.
func lastApplied(turns []turn, i int) map[string]*unstructured.Unstructured {
	out := map[string]*unstructured.Unstructured{}
	for _, o := range turns[i].Observed {
		last := find(turns[i-1].Result.Resources, key(o))
		if last == nil || find(turns[0].Observed, key(o)) != nil {
			last = o.DeepCopy() // It was given, and never applied.
			delete(last.Object, "status")
			last.SetUID("")
		}
		last = last.DeepCopy()
		if id := identity(o); emit.IdentifiedByAWS(kindOf(o)) && identity(last) == "" && id != "" {
			annotate(last, id) // The only field that is written all the same.
		}
		out[key(o)] = last
	}
	return out
}

func annotate(o *unstructured.Unstructured, id string) {
	annotations := o.GetAnnotations()
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations["crossplane.io/external-name"] = id
	o.SetAnnotations(annotations)
}

// recorded returns observed resources with the managed fields of Crossplane's
// apply.
func recorded(t *testing.T, observed []*unstructured.Unstructured, last map[string]*unstructured.Unstructured) []*unstructured.Unstructured {
	t.Helper()
	out := make([]*unstructured.Unstructured, 0, len(observed))
	for _, o := range observed {
		value, err := typed.DeducedParseableType.FromUnstructured(last[key(o)].Object)
		if err != nil {
			t.Fatal(err)
		}
		set, err := value.ToFieldSet()
		if err != nil {
			t.Fatal(err)
		}
		fields, err := set.ToJSON()
		if err != nil {
			t.Fatal(err)
		}
		o = o.DeepCopy()
		o.SetManagedFields([]metav1.ManagedFieldsEntry{
			{Manager: "provider", Operation: metav1.ManagedFieldsOperationUpdate, APIVersion: o.GetAPIVersion(), FieldsType: "FieldsV1", FieldsV1: &metav1.FieldsV1{Raw: []byte(`{"f:spec":{"f:forProvider":{}}}`)}},
			{Manager: ownerComposite, Operation: metav1.ManagedFieldsOperationApply, APIVersion: o.GetAPIVersion(), FieldsType: "FieldsV1", FieldsV1: &metav1.FieldsV1{Raw: fields}},
		})
		out = append(out, o)
	}
	return out
}

// fatal checks the first response, after which Crossplane does nothing.
func fatal(t *testing.T, steps []render.Step, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) {
	t.Helper()
	_, err := (&render.InProcess{Steps: steps}).Reconcile(t.Context(), xr, observed)
	if refused := (*render.FatalError)(nil); !errors.As(err, &refused) {
		t.Fatalf("the first refusal is not fatal: %v", err)
	}
}

// hold returns a later response: the first one is on record as a condition.
func hold(t *testing.T, steps []render.Step, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) *render.Result {
	t.Helper()
	xr = xr.DeepCopy()
	setField(t, xr, []any{map[string]any{"type": run.ComputeReady, "status": "False", "reason": "InvalidSpec"}}, "status", "conditions")
	result, err := (&render.InProcess{Steps: steps}).Reconcile(t.Context(), xr, observed)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// checkHeld compares the held resources with those before.
func checkHeld(t *testing.T, by string, want map[string]*unstructured.Unstructured, xr *unstructured.Unstructured, got *render.Result) {
	t.Helper()
	if len(got.Resources) != len(want) {
		t.Errorf("refused by %s: %d resources exist, and %d are held", by, len(want), len(got.Resources))
	}
	for _, o := range got.Resources {
		if w := want[key(o)]; w == nil || !bytes.Equal(marshal(t, w), marshal(t, o)) {
			t.Errorf("refused by %s: %s changes: -applied, +held:\n%s", by, key(o), cmp.Diff(w, o))
		}
	}
	before, after := statusOf(xr), statusOf(got.Composite)
	if !reflect.DeepEqual(before, after) {
		t.Errorf("refused by %s: the platform's status changes: -before, +after:\n%s", by, cmp.Diff(before, after))
	}
	ready, _, _ := unstructured.NestedSlice(got.Composite.Object, "status", "conditions")
	if first, _ := ready[0].(map[string]any); first["type"] != "Ready" || first["status"] != "False" {
		t.Errorf("refused by %s: the platform is ready: %v", by, first)
	}
}

// statusOf returns a platform's status without conditions.
func statusOf(o *unstructured.Unstructured) map[string]any {
	status, _, _ := unstructured.NestedMap(o.Object, "status")
	delete(status, "conditions")
	if len(status) == 0 {
		return nil
	}
	return status
}

func setField(t *testing.T, o *unstructured.Unstructured, value any, path ...string) {
	t.Helper()
	if err := unstructured.SetNestedField(o.Object, value, path...); err != nil {
		t.Fatal(err)
	}
}

// TestHeldResourcesAreNotWritten applies the held resources with the API
// server's own server-side apply, over the schemas of the provider's CRDs: no
// value changes, and neither does the owner of any field.
func TestHeldResourcesAreNotWritten(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"cases/farmers", "cases/stores-everything-namespaced", "cases/edge-options"} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			i := len(turns) - 1
			last, kept := lastApplied(turns, i), map[string]shared{}
			var observed []*unstructured.Unstructured
			for _, o := range turns[i].Observed {
				if !providers(o) {
					continue
				}
				s := newShared(t, judge, o)
				if err := s.Apply(last[key(o)].DeepCopy(), ownerComposite, true); err != nil {
					t.Fatal(err)
				}
				if err := s.Update(o.DeepCopy(), "provider"); err != nil {
					t.Fatal(err)
				}
				kept[key(o)] = s
				observed = append(observed, s.live(t))
			}
			xr := turns[i].Composite.DeepCopy()
			setField(t, xr, "x", "spec", "nonsense")
			for _, o := range hold(t, functions, xr, observed).Resources {
				s := kept[key(o)]
				before := s.live(t)
				if err := s.Apply(o, ownerComposite, true); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(before.Object, s.live(t).Object); diff != "" {
					t.Errorf("%s was written: -before, +after:\n%s", key(o), diff)
				}
			}
		})
	}
}

package render

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A reconciler is a pipeline in the form of a function from observed to desired
// resources, by name in the composition.
type reconciler func(xr *unstructured.Unstructured, observed map[string]*unstructured.Unstructured) ([]string, error)

func (r reconciler) Reconcile(_ context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*Result, error) {
	was, err := byResourceName(observed)
	if err != nil {
		return nil, err
	}
	names, err := r(xr, was)
	if err != nil {
		return &Result{}, err
	}
	result := &Result{Composite: &unstructured.Unstructured{Object: map[string]any{
		"status": map[string]any{"observed": int64(len(was))},
	}}}
	for _, name := range names {
		result.Resources = append(result.Resources, resourceNamed(name))
	}
	return result, nil
}

func resourceNamed(name string) *unstructured.Unstructured {
	o := &unstructured.Unstructured{Object: map[string]any{}}
	o.SetName(name)
	o.SetAnnotations(map[string]string{annotationResourceName: name})
	return o
}

// ready is a simulation that makes all resources ready.
type ready struct{}

func (ready) Act(desired, _ []*unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	out := make([]*unstructured.Unstructured, 0, len(desired))
	for _, d := range desired {
		o := d.DeepCopy()
		o.Object["status"] = "ready"
		out = append(out, o)
	}
	return out, nil
}

func TestSettle(t *testing.T) {
	type args struct {
		reconciler reconciler
		given      []*unstructured.Unstructured
	}
	type want struct {
		resources  []string
		reconciles int
		err        string
	}
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"AtOnce": {
			reason: "A pipeline without waiting settles once its resources were observed and have changed its status.",
			args: args{reconciler: func(_ *unstructured.Unstructured, _ map[string]*unstructured.Unstructured) ([]string, error) {
				return []string{"a"}, nil
			}},
			want: want{resources: []string{"a"}, reconciles: 3},
		},
		"Waits": {
			reason: "A resource that waits for another is added one reconcile later.",
			args: args{reconciler: func(_ *unstructured.Unstructured, observed map[string]*unstructured.Unstructured) ([]string, error) {
				if observed["a"] != nil && observed["a"].Object["status"] == "ready" {
					return []string{"a", "b"}, nil
				}
				return []string{"a"}, nil
			}},
			want: want{resources: []string{"a", "b"}, reconciles: 4},
		},
		"GivenStays": {
			reason: "A given resource is not changed: it never becomes ready, so b is never added.",
			args: args{
				given: []*unstructured.Unstructured{resourceNamed("a")},
				reconciler: func(_ *unstructured.Unstructured, observed map[string]*unstructured.Unstructured) ([]string, error) {
					if observed["a"].Object["status"] == "ready" {
						return []string{"a", "b"}, nil
					}
					return []string{"a"}, nil
				},
			},
			want: want{resources: []string{"a"}, reconciles: 2},
		},
		"Leaves": {
			reason: "A given resource that is no longer desired is deleted, and a resource that waited for that follows.",
			args: args{
				given: []*unstructured.Unstructured{resourceNamed("old")},
				reconciler: func(_ *unstructured.Unstructured, observed map[string]*unstructured.Unstructured) ([]string, error) {
					if observed["old"] != nil {
						return []string{"a"}, nil
					}
					return []string{"a", "b"}, nil
				},
			},
			want: want{resources: []string{"a", "b"}, reconciles: 4},
		},
		"StatusIsFedBack": {
			reason: "Each reconcile reads the status of the one before.",
			args: args{reconciler: func(xr *unstructured.Unstructured, _ map[string]*unstructured.Unstructured) ([]string, error) {
				if n, _, _ := unstructured.NestedInt64(xr.Object, "status", "observed"); n > 0 {
					return []string{"a", "b"}, nil
				}
				return []string{"a"}, nil
			}},
			want: want{resources: []string{"a", "b"}, reconciles: 5},
		},
		"Fatal": {
			reason: "A fatal result ends settling at once.",
			args: args{reconciler: func(_ *unstructured.Unstructured, _ map[string]*unstructured.Unstructured) ([]string, error) {
				return nil, &FatalError{Step: "network", Text: "no"}
			}},
			want: want{err: "step network: no"},
		},
		"Never": {
			reason: "A pipeline that does not settle is an error that names the changing resources.",
			args: args{reconciler: func(_ *unstructured.Unstructured, observed map[string]*unstructured.Unstructured) ([]string, error) {
				if observed["odd"] != nil {
					return []string{"even"}, nil
				}
				return []string{"odd"}, nil
			}},
			want: want{err: fmt.Sprintf("cannot settle: after %d reconciles these still change: even, odd", maxReconciles)},
		},
		"Unmatched": {
			reason: "A given resource without its name in the composition cannot be matched.",
			args:   args{given: objects(t, configMapYAML)},
			want:   want{err: `cannot match observed ConfigMap "config": it has no annotation crossplane.io/composition-resource-name`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			xr := object(t, claimYAML)
			result, err := Settle(t.Context(), tc.args.reconciler, ready{}, xr, tc.args.given)
			got := want{err: message(err)}
			if err == nil {
				got.reconciles = result.Reconciles
				for _, o := range result.Resources {
					got.resources = append(got.resources, resourceName(o))
				}
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nSettle(...): -want, +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(object(t, claimYAML), xr); diff != "" {
				t.Errorf("Settle altered the composite: -before, +after:\n%s", diff)
			}
		})
	}
}

type broken struct{}

func (broken) Act(_, _ []*unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	return nil, errors.New("unknown kind")
}

func TestSettleSimulationError(t *testing.T) {
	r := reconciler(func(_ *unstructured.Unstructured, _ map[string]*unstructured.Unstructured) ([]string, error) {
		return nil, nil
	})
	if _, err := Settle(t.Context(), r, broken{}, object(t, claimYAML), nil); message(err) != "unknown kind" {
		t.Errorf("Settle(...): got error %v, want that of the simulation", err)
	}
}

package render

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// maxReconciles is the number of reconciles in which a platform must settle.
// Each kind of value that only AWS knows requires one, and a change of gateways
// a few more.
const maxReconciles = 30

// A Simulation simulates the provider and AWS between two reconciles: it
// returns the state in which the desired resources are then observed.
type Simulation interface {
	Act(desired, observed []*unstructured.Unstructured) ([]*unstructured.Unstructured, error)
}

// A Turn is one reconcile: the input of the pipeline, and its result.
type Turn struct {
	Composite *unstructured.Unstructured
	Observed  []*unstructured.Unstructured
	Result    *Result
}

// A Settling is a platform that is reconciled until it settles.
type Settling struct {
	Reconciler Reconciler
	Simulation Simulation

	// Given are observed resources that the simulation never changes.
	Given []*unstructured.Unstructured

	// Observed are the existing resources, given ones included. If it is empty,
	// only the given ones exist.
	Observed []*unstructured.Unstructured

	// Turns are the reconciles so far.
	Turns []Turn
}

// Settle reconciles a composite and lets the simulation act, in turns, until
// neither changes anything any more. It starts from the given observed
// resources, which are never changed; those that are no longer desired are
// deleted.
func Settle(ctx context.Context, r Reconciler, s Simulation, xr *unstructured.Unstructured, given []*unstructured.Unstructured) (*Result, error) {
	settling := &Settling{Reconciler: r, Simulation: s, Given: given}
	return settling.Settle(ctx, xr)
}

// Settle continues from the existing resources, for a composite that may have
// changed since.
func (s *Settling) Settle(ctx context.Context, xr *unstructured.Unstructured) (*Result, error) {
	keep, err := byResourceName(s.Given)
	if err != nil {
		return nil, err
	}
	if s.Observed == nil {
		s.Observed = s.Given
	}
	var changing []string
	for n := 1; n <= maxReconciles; n++ {
		result, err := s.Reconciler.Reconcile(ctx, xr, s.Observed)
		if err != nil {
			return result, err
		}
		result.Reconciles = n
		s.Turns = append(s.Turns, Turn{Composite: xr, Observed: s.Observed, Result: result})
		next, err := simulate(s.Simulation, result.Resources, s.Observed, keep)
		if err != nil {
			return result, err
		}
		changing = changes(s.Observed, next)
		after := withStatus(xr, result.Composite)
		if !equality.Semantic.DeepEqual(xr.Object["status"], after.Object["status"]) {
			changing = append(changing, "the composite's status")
		}
		if len(changing) == 0 {
			return result, nil
		}
		xr, s.Observed = after, next
	}
	return nil, fmt.Errorf("cannot settle: after %d reconciles these still change: %s", maxReconciles, strings.Join(changing, ", "))
}

// simulate lets the simulation act on all resources but the given ones.
func simulate(s Simulation, desired, observed []*unstructured.Unstructured, keep map[string]*unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	var next, free []*unstructured.Unstructured
	for _, d := range desired {
		if k, ok := keep[resourceName(d)]; ok {
			next = append(next, k)
			continue
		}
		free = append(free, d)
	}
	for name := range keep {
		if !slices.ContainsFunc(desired, func(d *unstructured.Unstructured) bool { return resourceName(d) == name }) {
			delete(keep, name) // It is deleted: if it is desired again, it is a new one.
		}
	}
	acted, err := s.Act(free, observed)
	if err != nil {
		return nil, err
	}
	next = append(next, acted...)
	settleUsages(next[len(next)-len(acted):], next)
	return next, nil
}

// changes returns the names of resources that differ, were added or were
// removed.
func changes(before, after []*unstructured.Unstructured) []string {
	was := map[string]*unstructured.Unstructured{}
	for _, o := range before {
		was[resourceName(o)] = o
	}
	changed := map[string]bool{}
	for _, o := range after {
		name := resourceName(o)
		if w, ok := was[name]; !ok || !equality.Semantic.DeepEqual(w.Object, o.Object) {
			changed[name] = true
		}
		delete(was, name)
	}
	for name := range was {
		changed[name] = true
	}
	return slices.Sorted(maps.Keys(changed))
}

// withStatus returns the composite with the status that the pipeline gave it.
func withStatus(xr, composite *unstructured.Unstructured) *unstructured.Unstructured {
	out := xr.DeepCopy()
	delete(out.Object, "status")
	if status, ok := composite.Object["status"].(map[string]any); ok {
		out.Object["status"] = (&unstructured.Unstructured{Object: status}).DeepCopy().Object
	}
	return out
}

// byResourceName indexes observed resources by their name in the composition.
func byResourceName(observed []*unstructured.Unstructured) (map[string]*unstructured.Unstructured, error) {
	out := map[string]*unstructured.Unstructured{}
	for _, o := range observed {
		name := resourceName(o)
		switch {
		case name == "":
			return nil, fmt.Errorf("cannot match observed %s %q: it has no annotation %s", o.GetKind(), o.GetName(), annotationResourceName)
		case out[name] != nil:
			return nil, fmt.Errorf("cannot match observed %s %q and %s %q: both are %q in the composition", out[name].GetKind(), out[name].GetName(), o.GetKind(), o.GetName(), name)
		}
		out[name] = o
	}
	return out, nil
}

package command

import (
	"context"
	"errors"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/cluster"
	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/preview"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// change plays all claims.
func (o *planOptions) change(ctx context.Context, s *streams, claims []string) (preview.Change, error) {
	h := &history{settling: &render.Settling{Reconciler: pipeline.New(), Simulation: newProvider()}}
	h.change.From, h.change.To = "nothing", claims[len(claims)-1]
	if o.observed != "" {
		if err := h.observe(ctx, o.observed); err != nil {
			return h.change, err
		}
	}
	for i, claim := range claims {
		request, err := s.request(claim)
		if err != nil {
			return h.change, err
		}
		if o.cluster {
			if request, err = h.live(ctx, o.access, request); err != nil {
				return h.change, err
			}
		}
		request.Family = render.Family(o.family)
		last := i == len(claims)-1
		if err := h.apply(ctx, request, last); err != nil {
			return h.change, err
		}
	}
	return h.change, nil
}

// A history is a platform while claims are applied to it.
type history struct {
	settling *render.Settling
	change   preview.Change
	claims   int
}

// apply applies a claim. If the last one is refused, that is the result.
func (h *history) apply(ctx context.Context, r render.Request, last bool) error {
	r.Before = h.change.Composite
	in, err := render.Load(ctx, r)
	if err != nil {
		return h.refuse(err, last)
	}
	if old := h.change.Composite; old != nil && (old.GetName() != in.Composite.GetName() || old.GetNamespace() != in.Composite.GetNamespace() || old.GroupVersionKind() != in.Composite.GroupVersionKind()) {
		return fmt.Errorf("cannot compare %s with %s: they are two platforms: %s and %s; name, namespace and kind cannot change", h.change.From, r.Claim, describe(old), describe(in.Composite))
	}
	if h.claims++; h.claims > 1 {
		in.Composite.Object["status"] = h.change.Composite.Object["status"]
	}
	composite := in.Composite.DeepCopy()
	before := len(h.settling.Turns)
	settled, err := h.settling.Settle(ctx, in.Composite)
	if err != nil {
		return h.refuse(err, last)
	}
	if !last {
		h.change.From, h.change.Composite = r.Claim, settled.Composite
		h.change.Before, h.change.Observed = settled.Resources, h.settling.Observed
		return nil
	}
	for _, t := range h.settling.Turns[before:] {
		h.change.Turns = append(h.change.Turns, timeline.Turn{Turn: t, Claim: r.Claim})
	}
	h.change.After = h.settling.Observed
	return h.ask(ctx, composite)
}

// ask finds the resources that a new platform with the same claim has.
func (h *history) ask(ctx context.Context, composite *unstructured.Unstructured) error {
	if h.change.Composite == nil && len(h.change.Before) == 0 {
		return nil
	}
	delete(composite.Object, "status")
	result, err := render.Settle(ctx, pipeline.New(), newProvider(), composite, nil)
	if err != nil {
		return err
	}
	h.change.Asked = map[string]bool{}
	for _, o := range result.Resources {
		h.change.Asked[timeline.Key(o)] = true
	}
	return nil
}

// refuse makes a refusal of the last claim the result.
func (h *history) refuse(err error, last bool) error {
	invalid, fatal := (*render.InvalidError)(nil), (*render.FatalError)(nil)
	if !last || h.change.Composite == nil || !errors.As(err, &invalid) && !errors.As(err, &fatal) {
		return err
	}
	h.change.Refused = err.Error()
	return nil
}

// observe starts from what exists. The composite among the observed resources says what
// Crossplane has applied.
func (h *history) observe(ctx context.Context, path string) error {
	resources, composite, err := render.ReadObserved(path)
	if err != nil {
		return err
	}
	return h.begin(ctx, path, composite, resources)
}

// live starts from the platform of a claim as it is in a cluster. It returns the request
// for the claim, in the namespace in which it was found.
func (h *history) live(ctx context.Context, a cluster.Access, r render.Request) (render.Request, error) {
	platform, err := r.Platform()
	if err != nil {
		return r, err
	}
	found, err := a.Read(ctx, platform)
	if err != nil {
		return r, err
	}
	if r.Content, err = platform.MarshalJSON(); err != nil {
		return r, err
	}
	return r, h.begin(ctx, "cluster "+found.Cluster, found.Composite, found.Resources)
}

func (h *history) begin(ctx context.Context, from string, composite *unstructured.Unstructured, resources []*unstructured.Unstructured) error {
	h.change.From, h.change.Composite = from, composite
	h.change.Before, h.change.Observed = resources, resources
	h.settling.Observed = resources
	if composite == nil {
		return nil
	}
	// What is desired now, without what the provider and the API server have added.
	result, err := pipeline.New().Reconcile(ctx, composite.DeepCopy(), resources)
	fatal := (*render.FatalError)(nil)
	switch {
	case errors.As(err, &fatal):
		return nil // The spec is refused already: what exists is all that is known.
	case err != nil:
		return err
	}
	h.change.Before = result.Resources
	return nil
}

func describe(o *unstructured.Unstructured) string {
	name := o.GetName()
	if o.GetNamespace() != "" {
		name = o.GetNamespace() + "/" + name
	}
	return o.GetKind() + " " + name
}

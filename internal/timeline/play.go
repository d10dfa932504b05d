package timeline

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// Claim is one claim of a platform, and what is known when it is applied.
type Claim struct {
	Name string

	Input *render.Input
}

// Turn is one reconcile, and the claim that was applied before it.
type Turn struct {
	render.Turn

	// Claim is the name of the claim.
	Claim string

	// Asked are the keys of the resources that the platform has once it has settled
	// with this claim.
	Asked map[string]bool
}

// Play applies claims one after the other. What the first one has observed exists at
// first. The turns so far are returned with an error too: of a claim that is refused
// they end with those of the claims before it.
func Play(ctx context.Context, s *render.Settling, claims []Claim) ([]Turn, error) {
	var turns []Turn
	for i, c := range claims {
		composite := c.Input.Composite
		if i == 0 {
			s.Given = c.Input.Observed
		} else {
			composite.Object["status"] = s.Turns[len(s.Turns)-1].Result.Composite.Object["status"]
		}
		settled, err := s.Settle(ctx, composite)
		if err != nil {
			return turns, fmt.Errorf("cannot settle %s: %w", c.Name, err)
		}
		asked := map[string]bool{}
		for _, o := range settled.Resources {
			asked[Key(o)] = true
		}
		for _, t := range s.Turns[len(turns):] {
			turns = append(turns, Turn{Turn: t, Claim: c.Name, Asked: asked})
		}
	}
	return turns, nil
}

// Key returns the name of a resource in the composition.
func Key(o *unstructured.Unstructured) string {
	return o.GetAnnotations()["crossplane.io/composition-resource-name"]
}

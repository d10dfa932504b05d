package plan

import (
	"testing"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// network plans what a claim with the given spec stands for.
func network(t *testing.T, spec map[string]any, seen observed.Resources) Network {
	t.Helper()
	n, err := NewNetwork(platform(t, spec), live.Of(seen))
	if err != nil {
		t.Fatalf("NewNetwork(...): %v", err)
	}
	return n
}

// platform decodes a spec as a function does, with defaults and all.
func platform(t *testing.T, spec map[string]any) Platform {
	t.Helper()
	if spec["region"] == nil {
		spec["region"] = "eu-central-1"
	}
	decoded, faults := v1alpha1.Decode(spec)
	if len(faults) > 0 {
		t.Fatalf("Decode(...): %v", faults)
	}
	return Platform{
		Spec:  decoded,
		Names: name.ForComposite("farmers-x7k2p", "farmers", "uid", "abc123"),
	}
}

// nat is the part of a spec that says how private subnets get out.
func nat(fields map[string]any) map[string]any { return map[string]any{"nat": fields} }

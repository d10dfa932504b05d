package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/functions/data"
	"github.com/xplatform-dev/xplatform/functions/edge"
	"github.com/xplatform-dev/xplatform/functions/network"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// functions are the functions of the Compositions, in their order.
var functions = []render.Step{
	{Name: "network", Function: network.Function()},
	{Name: "edge", Function: edge.Function()},
	{Name: "data", Function: data.Function()},
	{Name: "compute", Function: compute.Function()},
}

// pipeline runs the functions in the order of the Compositions.
func pipeline() *render.InProcess {
	return &render.InProcess{Steps: functions}
}

// provider returns the simulated AWS provider of the goldens: the recommended
// version, with its known defects.
func provider() *simulatedaws.Provider {
	return &simulatedaws.Provider{Version: simulatedaws.Recommended}
}

// A turn is one reconcile of a case, and the file of the claim behind it.
type turn struct {
	render.Turn

	claim string

	// asked are the keys that the claim asks for: those of the settled
	// platform.
	asked map[string]bool
}

// play applies the claims of a case one after the other, each until the
// platform has settled, and returns every reconcile. The results are cached:
// tests share them, and none modifies them.
func play(t *testing.T, dir string) []turn {
	t.Helper()
	if turns, ok := played[dir]; ok {
		return turns
	}
	var turns []turn
	s := &render.Settling{Reconciler: pipeline(), Simulation: provider()}
	for i, claim := range claims(t, dir) {
		r := render.Request{Claim: claim}
		if given := filepath.Join(dir, "observed.yaml"); i == 0 && exists(given) {
			r.Observed = given
		}
		in, err := render.Load(t.Context(), r)
		if err != nil {
			t.Fatalf("cannot load %s: %v", claim, err)
		}
		if i == 0 {
			s.Given = in.Observed
		} else {
			in.Composite.Object["status"] = s.Turns[len(s.Turns)-1].Result.Composite.Object["status"]
		}
		stands, err := s.Settle(t.Context(), in.Composite)
		if err != nil {
			t.Fatalf("cannot settle %s: %v", claim, err)
		}
		asked := map[string]bool{}
		for _, o := range stands.Resources {
			asked[key(o)] = true
		}
		for _, settled := range s.Turns[len(turns):] {
			turns = append(turns, turn{Turn: settled, claim: strings.TrimSuffix(filepath.Base(claim), ".yaml"), asked: asked})
		}
	}
	played[dir] = turns
	return turns
}

var played = map[string][]turn{}

// claims returns the claims of a case: claim.yaml, then then-*.yaml by name.
func claims(t *testing.T, dir string) []string {
	t.Helper()
	then, err := filepath.Glob(filepath.Join(dir, "then-*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(then)
	return append([]string{filepath.Join(dir, "claim.yaml")}, then...)
}

// cases returns the directories below cases/, one for each case.
func cases(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("cases/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("cannot find any case: %v", err)
	}
	return dirs
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// key returns a resource's name in the composition.
func key(o *unstructured.Unstructured) string {
	return o.GetAnnotations()["crossplane.io/composition-resource-name"]
}

func find(objects []*unstructured.Unstructured, k string) *unstructured.Unstructured {
	i := slices.IndexFunc(objects, func(o *unstructured.Unstructured) bool { return key(o) == k })
	if i < 0 {
		return nil
	}
	return objects[i]
}

// conditionLine returns the function's condition on one line.
func conditionLine(r *render.Result) string {
	conditions, _, _ := unstructured.NestedSlice(r.Composite.Object, "status", "conditions")
	out := make([]string, 0, len(conditions))
	for _, c := range conditions {
		c := c.(map[string]any)
		line := fmt.Sprintf("%s=%s %s", c["type"], c["status"], c["reason"])
		if m, ok := c["message"].(string); ok && m != "" {
			line += ": " + m
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, "\n  ")
}

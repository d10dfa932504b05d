package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	pipelines "github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// functions are the functions of the Compositions, in their order.
var functions = pipelines.Steps()

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
type turn = timeline.Turn

// play applies the claims of a case one after the other, each until the
// platform has settled, and returns every reconcile. The results are cached:
// tests share them, and none modifies them.
func play(t *testing.T, dir string) []turn {
	t.Helper()
	if turns, ok := played[dir]; ok {
		return turns
	}
	files := claims(t, dir)
	all := make([]timeline.Claim, 0, len(files))
	for i, file := range files {
		r := render.Request{Claim: file}
		if given := filepath.Join(dir, "observed.yaml"); i == 0 && exists(given) {
			r.Observed = given
		}
		in, err := render.Load(t.Context(), r)
		if err != nil {
			t.Fatalf("cannot load %s: %v", file, err)
		}
		all = append(all, timeline.Claim{Name: strings.TrimSuffix(filepath.Base(file), ".yaml"), Input: in})
	}
	turns, err := timeline.Play(t.Context(), &render.Settling{Reconciler: pipeline(), Simulation: provider()}, all)
	if err != nil {
		t.Fatal(err)
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
	return strings.Join(timeline.Conditions(r), "\n  ")
}

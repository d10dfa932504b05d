package pipeline

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// versions are the versions of the provider between which its defects differ.
var versions = []string{simulatedaws.Compiled, "2.6.0", simulatedaws.Recommended}

// TestNothingIsWrittenAtRest restarts the provider, at each of its versions, once a
// platform has settled: it writes nothing, neither in AWS nor in Kubernetes.
func TestNothingIsWrittenAtRest(t *testing.T) {
	rested := 0
	for _, dir := range cases(t) {
		turns := play(t, dir)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			given := givenTo(t, dir)
			for i, turn := range turns {
				if i+1 < len(turns) && turns[i+1].Claim == turn.Claim {
					continue
				}
				for _, version := range versions {
					rested++
					for _, w := range writesAtRest(t, version, turn, given) {
						t.Errorf("%s: provider %s does not rest: %s", turn.Claim, version, w)
					}
				}
			}
		})
	}
	if rested == 0 {
		t.Error("no platform rests")
	}
}

// writesAtRest returns the provider's writes after a restart without any
// change.
func writesAtRest(t *testing.T, version string, at turn, given map[string]bool) []simulatedaws.Write {
	t.Helper()
	desired := slices.DeleteFunc(slices.Clone(at.Result.Resources), func(o *unstructured.Unstructured) bool { return given[key(o)] })
	p := &simulatedaws.Provider{Version: version, Restarted: true}
	_, writes, err := p.Reconcile(desired, at.Observed)
	if err != nil {
		t.Fatal(err)
	}
	return writes
}

// givenTo returns the keys of resources that a case is given at first, and that
// the simulation did not create.
func givenTo(t *testing.T, dir string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	if given := filepath.Join(dir, "observed.yaml"); exists(given) {
		in, err := render.Load(t.Context(), render.Request{Claim: filepath.Join(dir, "claim.yaml"), Observed: given})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range in.Observed {
			out[key(o)] = true
		}
	}
	return out
}

// TestAccountIsNotThatOfASharedNetwork plays platforms in a network that
// another account shares: no composed resource uses that account as its own.
func TestAccountIsNotThatOfASharedNetwork(t *testing.T) {
	for _, dir := range []string{"cases/edge-existing-network", "cases/service-existing-network"} {
		p := provider()
		p.Shared = true
		if faults := faultsOf(t, dir, p, unaltered); !strings.Contains(faults, "PlatformReady=True Available") {
			t.Errorf("%s: the platform does not become ready:\n%s", filepath.Base(dir), faults)
		}
	}
}

// TestServicesAreAskedForOnce proves that the spec of an ECS service does not
// change between the reconcile in which it is first composed and the next one:
// the provider creates it meanwhile, and would start over.
func TestServicesAreAskedForOnce(t *testing.T) {
	asked := 0
	for _, dir := range cases(t) {
		turns := play(t, dir)
		for i, turn := range turns[:len(turns)-1] {
			for _, o := range turn.Result.Resources {
				next := find(turns[i+1].Result.Resources, key(o))
				if o.GetKind() != "Service" || find(turn.Observed, key(o)) != nil || turns[i+1].Claim != turn.Claim {
					continue
				}
				asked++
				if next == nil {
					t.Errorf("%s: %s is removed at once", filepath.Base(dir), key(o))
					continue
				}
				for _, change := range timeline.Fields(o.Object["spec"], next.Object["spec"]) {
					t.Errorf("%s: changes while the provider creates it: %s %s", filepath.Base(dir), key(o), change)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no case has a service")
	}
}

// Package pipeline tests the functions, called one after the other as in the
// Compositions, with cases on disk and with the rules for every platform. A
// case is a directory:
//
//	claim.yaml     what a user applies: a claim, an XPlatform or a namespaced Platform
//	then-*.yaml    what the user applies next, by name (optional)
//	observed.yaml  what exists at first (optional)
//	want.yaml      golden: the result of the last reconcile
//	changes.txt    golden: the changes of every reconcile
//
// want.yaml has the composite and all resources. If the first line of claim.yaml names
// parts, as in "# golden: edge, compute", it has only the resources of these parts, and
// of the composite the status.
//
// A new case requires no Go: create the directory, run make golden, read the
// result.
package pipeline

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			golden(t, filepath.Join(dir, "want.yaml"), printed(t, ofParts(t, turns[len(turns)-1], partsOf(t, dir))))
			golden(t, filepath.Join(dir, "changes.txt"), timeline.Text(turns))
		})
	}
}

// partsOf returns the parts that a case is about. A case that names none is about all.
func partsOf(t *testing.T, dir string) []string {
	t.Helper()
	claim, err := os.ReadFile(filepath.Join(dir, "claim.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(claim), "\n")
	list, found := strings.CutPrefix(first, "# golden: ")
	if !found {
		return nil
	}
	return strings.Split(list, ", ")
}

// ofParts returns the result of a reconcile without the resources of other parts, and
// without the spec of the composite. For no parts it returns the whole result.
func ofParts(t *testing.T, turn turn, parts []string) *render.Result {
	t.Helper()
	if len(parts) == 0 {
		return turn.Result
	}
	out := &render.Result{Composite: turn.Result.Composite.DeepCopy()}
	unstructured.RemoveNestedField(out.Composite.Object, "spec")
	req := request(t, turn)
	wanted := map[string]bool{}
	for _, part := range parts {
		i := slices.IndexFunc(functions, func(s render.Step) bool { return s.Name == part })
		if i < 0 {
			t.Fatalf("the case names part %q, and there is no such function", part)
		}
		for k := range respond(t, functions[i], req).GetDesired().GetResources() {
			wanted[k] = true
		}
	}
	for _, o := range turn.Result.Resources {
		if wanted[key(o)] {
			out.Resources = append(out.Resources, o)
		}
	}
	return out
}

// printed returns a result as make render prints it.
func printed(t *testing.T, result *render.Result) string {
	t.Helper()
	var out bytes.Buffer
	if err := render.Print(&out, result); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// golden compares with a file, or rewrites it.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("cannot read golden file, run make golden: %v", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs; if it should, run make golden and read the diff: -want, +got:\n%s", path, diff)
	}
}

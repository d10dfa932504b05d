// Package pipeline tests the functions, called one after the other as in the
// Compositions, with cases on disk and with the rules for every platform. A
// case is a directory:
//
//	claim.yaml     what a user applies: a claim, an XPlatform or a namespaced Platform
//	then-*.yaml    what the user applies next, by name (optional)
//	observed.yaml  what exists at first (optional)
//	want.yaml      golden: everything as it stands at the end
//	changes.txt    golden: what every reconcile on the way did
//
// A new case requires no Go: create the directory, run make golden, read the
// result.
package pipeline

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			var stood bytes.Buffer
			if err := render.Print(&stood, turns[len(turns)-1].Result); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join(dir, "want.yaml"), stood.String())
			golden(t, filepath.Join(dir, "changes.txt"), timeline.Text(turns))
		})
	}
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

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
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
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
			golden(t, filepath.Join(dir, "changes.txt"), changes(turns))
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

// changes lists, reconcile by reconcile, the resources that were created,
// changed and deleted, and the platform's conditions.
func changes(turns []turn) string {
	var out strings.Builder
	var before []*unstructured.Unstructured
	for i, turn := range turns {
		if i == 0 {
			before = turn.Observed
		}
		fmt.Fprintf(&out, "reconcile %d (%s)\n", i+1, turn.claim)
		fmt.Fprintf(&out, "  %s\n", conditionLine(turn.Result))
		for _, line := range diff(before, turn.Result.Resources) {
			fmt.Fprintf(&out, "  %s\n", line)
		}
		before = turn.Result.Resources
	}
	return out.String()
}

// diff returns a line for each resource that is added (+) or removed (-), and
// for each field that changes (~).
func diff(before, after []*unstructured.Unstructured) []string {
	var out []string
	for _, b := range before {
		if find(after, key(b)) == nil {
			out = append(out, "- "+key(b))
		}
	}
	for _, a := range after {
		b := find(before, key(a))
		if b == nil {
			out = append(out, "+ "+key(a))
			continue
		}
		out = append(out, fields("~ "+key(a)+" ", b.Object["spec"], a.Object["spec"])...)
	}
	return out
}

func fields(path string, before, after any) []string {
	before, after = byPosition(before), byPosition(after)
	b, bok := before.(map[string]any)
	a, aok := after.(map[string]any)
	if !aok || !bok {
		if reflect.DeepEqual(before, after) {
			return nil
		}
		return []string{fmt.Sprintf("%s: %s → %s", path, show(before), show(after))}
	}
	var out []string
	keys := map[string]bool{}
	for k := range b {
		keys[k] = true
	}
	for k := range a {
		keys[k] = true
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		dot := "."
		if strings.HasSuffix(path, " ") {
			dot = ""
		}
		out = append(out, fields(path+dot+k, b[k], a[k])...)
	}
	return out
}

// byPosition turns a list of objects into an object, to compare item by item.
func byPosition(v any) any {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		return v
	}
	out := map[string]any{}
	for i, item := range list {
		if _, ok := item.(map[string]any); !ok {
			return v
		}
		out[strconv.Itoa(i)] = item
	}
	return out
}

func show(v any) string {
	if v == nil {
		return "nothing"
	}
	return fmt.Sprint(v)
}

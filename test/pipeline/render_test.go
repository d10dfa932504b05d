package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestRender renders the cases again with the real crossplane CLI and the
// functions as processes: the golden files are the same.
func TestRender(t *testing.T) {
	renderCases(t, func(*render.CLI, string) {})
}

// TestRenderOldest does the same with the CLI of the oldest Crossplane that is
// supported, which has a reconciler of its own.
func TestRenderOldest(t *testing.T) {
	renderCases(t, func(cli *render.CLI, bin string) {
		cli.Crossplane, cli.Core = filepath.Join(bin, "crossplane-oldest"), ""
	})
}

// renderCases renders the cases with a crossplane CLI that choose may replace.
func renderCases(t *testing.T, choose func(cli *render.CLI, bin string)) {
	t.Helper()
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		t.Skip("XPLATFORM_BIN names no directory with the crossplane CLI and the functions: run make test")
	}
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			if then := claims(t, dir)[1:]; len(then) > 0 {
				t.Skip("the claim changes, which crossplane composition render does not know")
			}
			r := render.Request{Claim: filepath.Join(dir, "claim.yaml")}
			if given := filepath.Join(dir, "observed.yaml"); exists(given) {
				r.Observed = given
			}
			in, cli := realCLI(t, bin, r, nil)
			choose(cli, bin)
			checkSame(t, play(t, dir), rendered(t, in, cli))
		})
	}
}

// checkSame compares what the CLI rendered with the last of some reconciles in process, whose
// golden may be a part of it.
func checkSame(t *testing.T, turns []turn, got string) {
	t.Helper()
	want := printed(t, turns[len(turns)-1].Result)
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the CLI renders something else: -in process, +CLI:\n%s", diff)
	}
}

// rendered returns the output of make render.
func rendered(t *testing.T, in *render.Input, cli *render.CLI) string {
	t.Helper()
	result, err := render.Settle(t.Context(), cli, provider(), in.Composite, in.Observed)
	if err != nil {
		t.Fatal(err)
	}
	return printed(t, result)
}

// realCLI returns the input of a claim, and the crossplane CLI with running
// functions, for the family's default Composition or another. The functions end
// with the test.
func realCLI(t *testing.T, bin string, r render.Request, composition []byte) (*render.Input, *render.CLI) {
	t.Helper()
	in, err := render.Load(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if composition != nil {
		in.Pair.Composition = composition
	}
	names, err := in.Pair.Functions()
	if err != nil {
		t.Fatal(err)
	}
	functions, err := render.StartFunctions(t.Context(), bin, names)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(functions.Stop)
	return in, &render.CLI{
		Crossplane:  filepath.Join(bin, "crossplane"),
		Core:        filepath.Join(bin, "crossplane-core"),
		Definition:  in.Pair.Definition,
		Composition: in.Pair.Composition,
		Targets:     functions.Targets,
	}
}

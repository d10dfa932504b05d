package pipeline

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// TestRender renders the cases again with the real crossplane CLI, the
// functions running as processes: the golden files hold there too.
func TestRender(t *testing.T) {
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		t.Skip("XPLATFORM_BIN names no folder with the crossplane CLI and the functions: run make test")
	}
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			if then := claims(t, dir)[1:]; len(then) > 0 {
				t.Skip("the claim changes, which crossplane render does not know")
			}
			r := render.Request{Claim: filepath.Join(dir, "claim.yaml")}
			if given := filepath.Join(dir, "observed.yaml"); exists(given) {
				r.Observed = given
			}
			golden(t, filepath.Join(dir, "want.yaml"), rendered(t, bin, r))
		})
	}
}

// rendered is what make render prints.
func rendered(t *testing.T, bin string, r render.Request) string {
	t.Helper()
	in, cli := realCLI(t, bin, r)
	result, err := render.Settle(t.Context(), cli, &simulatedaws.Provider{}, in.Composite, in.Observed)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := render.Print(&out, result); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// realCLI is what a claim goes through, and the crossplane CLI with the programs
// that are its functions. They end with the test.
func realCLI(t *testing.T, bin string, r render.Request) (*render.Input, *render.CLI) {
	t.Helper()
	in, err := render.Load(t.Context(), r)
	if err != nil {
		t.Fatal(err)
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
		Definition:  in.Pair.Definition,
		Composition: in.Pair.Composition,
		Targets:     functions.Targets,
	}
}

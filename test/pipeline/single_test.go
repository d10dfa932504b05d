package pipeline

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform"
	parts "github.com/xplatform-dev/xplatform/functions/platform"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestSingleFunction proves that one function for all parts responds as four
// functions do one after the other, in every reconcile of every case.
func TestSingleFunction(t *testing.T) {
	single := render.Step{Name: "platform", Function: parts.Function()}
	eachReconcileAtOnce(t, func(t *testing.T, turn turn) {
		t.Helper()
		req := request(t, turn)
		got := respond(t, single, req)
		want, required := &fnv1.RunFunctionResponse{}, map[string]*fnv1.ResourceSelector{}
		for _, f := range functions {
			rsp := respond(t, f, req)
			want.Desired, want.Context = rsp.GetDesired(), rsp.GetContext()
			want.Results = append(want.Results, rsp.GetResults()...)
			want.Conditions = append(want.Conditions, rsp.GetConditions()...)
			maps.Copy(required, rsp.GetRequirements().GetResources())
			if slices.ContainsFunc(rsp.GetResults(), func(r *fnv1.Result) bool { return r.GetSeverity() == fnv1.Severity_SEVERITY_FATAL }) {
				break
			}
			req.Desired, req.Context = rsp.GetDesired(), rsp.GetContext()
		}
		if len(required) > 0 {
			want.Requirements = &fnv1.Requirements{Resources: required}
		}
		got.Meta = nil
		if !proto.Equal(want, got) { // It takes a tenth of the time of a Diff.
			t.Errorf("-four functions, +one:\n%s", cmp.Diff(want, got, protocmp.Transform()))
		}
	})
}

// TestRenderSingle renders farmers with the real crossplane CLI and the
// function that composes all parts: the golden files are the same.
func TestRenderSingle(t *testing.T) {
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		t.Skip("XPLATFORM_BIN names no directory with the crossplane CLI and the functions: run make test")
	}
	for name, composition := range map[string][]byte{
		"farmers":            xplatform.SingleComposition,
		"farmers-namespaced": xplatform.NamespacedSingleComposition,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join("cases", name)
			in, cli := realCLI(t, bin, render.Request{Claim: filepath.Join(dir, "claim.yaml")}, composition)
			checkSame(t, play(t, dir), rendered(t, in, cli))
		})
	}
}

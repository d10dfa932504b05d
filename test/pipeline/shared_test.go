package pipeline

import (
	"encoding/json"
	"path/filepath"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/functions/data"
	"github.com/xplatform-dev/xplatform/functions/edge"
	"github.com/xplatform-dev/xplatform/functions/network"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/run"
)

// TestSpecsAreShared proves that no function modifies a decoded spec, which the
// next call and concurrent ones share.
func TestSpecsAreShared(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, f := range []*run.Function{network.Function(), edge.Function(), data.Function(), compute.Function()} {
			var spec *v1alpha1.PlatformSpec
			var before string
			compose := f.Compose
			f.Compose = func(in run.Input) (run.Output, error) {
				spec, before = in.Platform.Spec, written(t, in.Platform.Spec)
				return compose(in)
			}
			respond(t, render.Step{Function: f}, request(t, turn))
			if diff := cmp.Diff(before, written(t, spec)); diff != "" {
				t.Errorf("the spec was modified: -before, +after:\n%s", diff)
			}
		}
	})
}

// TestSealedIsTheSame proves that functions answer requests from the network,
// of which most stays sealed, as they answer decoded ones.
func TestSealedIsTheSame(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			for _, turn := range []turn{turns[0], turns[len(turns)/2], turns[len(turns)-1]} {
				sameSealed(t, turn)
			}
		})
	}
}

func sameSealed(t *testing.T, turn turn) {
	t.Helper()
	req := request(t, turn)
	for _, f := range functions {
		data, err := proto.Marshal(req)
		if err != nil {
			t.Fatal(err)
		}
		want, got := respond(t, f, req), &fnv1.RunFunctionResponse{}
		if err := proto.Unmarshal(call(t, f, data), got); err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(want, got) {
			t.Fatalf("%s: -decoded, +sealed:\n%s", f.Name, cmp.Diff(want, got, protocmp.Transform()))
		}
		req.Desired = want.GetDesired()
	}
}

func written(t *testing.T, spec *v1alpha1.PlatformSpec) string {
	t.Helper()
	text, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

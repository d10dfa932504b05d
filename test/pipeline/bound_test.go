package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/run"
)

// TestFaultsAreBounded refuses claims that the schema accepts for thousands of
// reasons, and for one that quotes half a megabyte. Crossplane accepts no
// response of more than 4 MiB, and the API server no composite of more than 1.5
// MiB.
func TestFaultsAreBounded(t *testing.T) {
	cases := map[string]struct {
		reason   string
		services int
		env      map[string]any
		want     string
	}{
		"Many": {"The message contains the first faults, and their number.", 200, envNamed(200, "K%d =x"), "- and 39980 more"},
		"Long": {"A fault with a long value keeps its field and its solution.", 1, map[string]any{strings.Repeat("K", 600<<10) + "=": ""}, "spec.services[0].env"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			xr := shop(tc.services, func(i int) map[string]any {
				return map[string]any{"name": fmt.Sprintf("s%d", i), "image": "registry.example.org/x:1", "env": tc.env}
			})
			rsp := respond(t, functions[0], request(t, turn{Turn: render.Turn{Composite: xr}}))
			if size := proto.Size(rsp); size > 64<<10 {
				t.Errorf("%s\nthe response has %d bytes", tc.reason, size)
			}
			for _, c := range rsp.GetConditions() {
				if c.GetType() == run.ComputeReady && !strings.Contains(c.GetMessage(), tc.want) {
					t.Errorf("%s\nwant %q, got:\n%.500s", tc.reason, tc.want, c.GetMessage())
				}
			}
		})
	}
}

func envNamed(count int, format string) map[string]any {
	out := map[string]any{}
	for i := range count {
		out[fmt.Sprintf(format, i)] = ""
	}
	return out
}

// TestResourcesAreBounded refuses a claim of 190 KB that results in 5,840
// managed resources.
func TestResourcesAreBounded(t *testing.T) {
	xr := shop(200, func(i int) map[string]any {
		return map[string]any{"name": fmt.Sprintf("s%d", i), "image": "registry.example.org/x:1", "egress": destinations(25)}
	})
	unstructured.RemoveNestedField(xr.Object, "spec", "edge")
	req := request(t, turn{Turn: render.Turn{Composite: xr}})
	limited := compute.Function()
	limited.MaxResources = run.DefaultMaxResources
	var rsp *fnv1.RunFunctionResponse
	for _, f := range append(slices.Clone(functions[:3]), render.Step{Name: "compute", Function: limited}) {
		rsp = respond(t, f, req)
		req.Desired, req.Context = rsp.GetDesired(), rsp.GetContext()
	}
	const want = "a platform may have 3000 (the functions' flag --max-resources)"
	if got := rsp.GetResults()[len(rsp.GetResults())-1].GetMessage(); !strings.Contains(got, want) {
		t.Errorf("want %q, got %q", want, got)
	}
}

// destinations returns a number of CIDR blocks that a service may reach.
func destinations(count int) []any {
	out := make([]any, count)
	for i := range out {
		out[i] = map[string]any{"cidr": fmt.Sprintf("10.%d.0.0/16", i), "port": int64(1)}
	}
	return out
}

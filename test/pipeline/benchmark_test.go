package pipeline

import (
	"fmt"
	"maps"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/functions/data"
	"github.com/xplatform-dev/xplatform/functions/edge"
	"github.com/xplatform-dev/xplatform/functions/network"
	parts "github.com/xplatform-dev/xplatform/functions/platform"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/run"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// benchmarked are the numbers of services of the measured platforms.
var benchmarked = []int{0, 4, 20}

// BenchmarkFunctions measures the cost of a call for each function, and of a
// reconcile for all: reading the request, composing, writing the response,
// which is everything but gRPC's transport. As in a running function, the spec
// was decoded before.
func BenchmarkFunctions(b *testing.B) {
	for _, services := range benchmarked {
		for _, s := range scenarios(b, services) {
			for i := range served {
				b.Run(s.name+"/"+functions[i].Name, func(b *testing.B) { benchmark(b, served[i:i+1], s.calls[i:i+1]) })
			}
			b.Run(s.name+"/all", func(b *testing.B) { benchmark(b, served, s.calls) })
			b.Run(s.name+"/one", func(b *testing.B) { benchmark(b, single, s.calls[:1]) })
		}
	}
}

// served are the functions as they run in a cluster, where they seal their
// responses.
var served = sealed(network.Function(), edge.Function(), data.Function(), compute.Function())

// single composes all parts in one call.
var single = sealed(parts.Function())

func sealed(all ...*run.Function) []render.Step {
	out := make([]render.Step, len(all))
	for i, f := range all {
		f.Sealed = true
		out[i] = render.Step{Function: f}
	}
	return out
}

// BenchmarkResponse measures the cost of writing the response of the last
// function: by protobuf alone, and sealed.
func BenchmarkResponse(b *testing.B) {
	for _, services := range benchmarked {
		s := &render.Settling{Reconciler: pipeline(), Simulation: provider()}
		result, err := s.Settle(b.Context(), shop(services, typical))
		if err != nil {
			b.Fatal(err)
		}
		rsp := &fnv1.RunFunctionResponse{Desired: &fnv1.State{Resources: map[string]*fnv1.Resource{}}}
		for _, r := range result.Resources {
			rsp.Desired.Resources[key(r)] = &fnv1.Resource{Resource: asStruct(b, r)}
		}
		title := fmt.Sprintf("resources=%d/", len(result.Resources))
		write := func(b *testing.B, rsp *fnv1.RunFunctionResponse) {
			b.Helper()
			answer, err := wire.NewCodec().Marshal(rsp)
			if err != nil {
				b.Fatal(err)
			}
			answer.Free()
		}
		b.Run(title+"protobuf", func(b *testing.B) {
			for b.Loop() {
				write(b, rsp)
			}
		})
		b.Run(title+"sealed", func(b *testing.B) {
			for b.Loop() {
				again := &fnv1.RunFunctionResponse{Desired: &fnv1.State{Resources: maps.Clone(rsp.GetDesired().GetResources())}}
				if err := wire.Seal(again); err != nil {
					b.Fatal(err)
				}
				write(b, again)
			}
		})
	}
}

// A scenario is a measured reconcile, with the request to each function.
type scenario struct {
	name  string
	calls [][]byte
}

// scenarios returns the first reconcile of a platform, and the one that finds
// everything ready: without and with managed fields, which Crossplane sends
// too.
func scenarios(tb testing.TB, services int) []scenario {
	tb.Helper()
	s := &render.Settling{Reconciler: pipeline(), Simulation: provider()}
	result, err := s.Settle(tb.Context(), shop(services, typical))
	if err != nil {
		tb.Fatal(err)
	}
	title := fmt.Sprintf("services=%d/resources=%d/", services, len(result.Resources))
	first, last := s.Turns[0], s.Turns[len(s.Turns)-1]
	return []scenario{
		{title + "first", requests(tb, first)},
		{title + "steady", requests(tb, last)},
		{title + "owned", requests(tb, owned(last))},
	}
}

// benchmark answers calls in the form in which they arrive from the network.
func benchmark(b *testing.B, functions []render.Step, calls [][]byte) {
	b.Helper()
	b.ReportAllocs()
	var in, out int
	for b.Loop() {
		in, out = 0, 0
		for i, f := range functions {
			in += len(calls[i])
			out += len(call(b, f, calls[i]))
		}
	}
	b.ReportMetric(float64(in)/1024, "KiB-in")
	b.ReportMetric(float64(out)/1024, "KiB-out")
}

// call calls a function with an encoded request, and returns the encoded
// response.
func call(tb testing.TB, f render.Step, request []byte) []byte {
	tb.Helper()
	codec := wire.NewCodec()
	req := &fnv1.RunFunctionRequest{}
	if err := codec.Unmarshal(mem.BufferSlice{mem.SliceBuffer(request)}, req); err != nil {
		tb.Fatal(err)
	}
	rsp, err := f.Function.RunFunction(tb.Context(), req)
	if err != nil {
		tb.Fatal(err)
	}
	answer, err := codec.Marshal(rsp)
	if err != nil {
		tb.Fatal(err)
	}
	defer answer.Free()
	return answer.Materialize()
}

// requests returns the requests that Crossplane sends to the functions, one
// after the other.
func requests(tb testing.TB, t render.Turn) [][]byte {
	tb.Helper()
	req := request(tb, turn{Turn: t})
	all := make([][]byte, 0, len(functions))
	for _, f := range functions {
		encoded, err := proto.Marshal(req)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, encoded)
		rsp := respond(tb, f, req)
		for _, r := range rsp.GetResults() {
			if r.GetSeverity() == fnv1.Severity_SEVERITY_FATAL {
				tb.Fatal(r.GetMessage())
			}
		}
		req.Desired = rsp.GetDesired()
	}
	return all
}

// owned returns a turn whose observed resources have managed fields, as in the
// API server: Crossplane sends them too.
func owned(t render.Turn) render.Turn {
	all := make([]*unstructured.Unstructured, len(t.Observed))
	for i, o := range t.Observed {
		all[i] = o.DeepCopy()
		entry := func(manager, operation, subresource string, fields map[string]any) any {
			return map[string]any{
				"manager": manager, "operation": operation, "subresource": subresource, "time": "2024-01-01T00:00:00Z",
				"apiVersion": o.GetAPIVersion(), "fieldsType": "FieldsV1", "fieldsV1": fields,
			}
		}
		metadata := ownership(map[string]any{"annotations": o.Object["metadata"].(map[string]any)["annotations"]})
		all[i].Object["metadata"].(map[string]any)["managedFields"] = []any{
			entry("apiextensions.crossplane.io/composed", "Apply", "", map[string]any{"f:metadata": metadata, "f:spec": ownership(o.Object["spec"])}),
			entry("provider", "Update", "", map[string]any{"f:metadata": metadata, "f:spec": ownership(o.Object["spec"])}),
			entry("provider", "Update", "status", map[string]any{"f:status": ownership(o.Object["status"])}),
		}
	}
	t.Observed = all
	return t
}

// ownership returns the API server's form of an owned value.
func ownership(v any) map[string]any {
	out := map[string]any{}
	object, _ := v.(map[string]any)
	for field, value := range object {
		out["f:"+field] = ownership(value)
	}
	return out
}

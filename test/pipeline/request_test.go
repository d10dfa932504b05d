package pipeline

import (
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// request returns the request of Crossplane to a function in a reconcile.
func request(tb testing.TB, turn turn) *fnv1.RunFunctionRequest {
	tb.Helper()
	req := &fnv1.RunFunctionRequest{Observed: &fnv1.State{
		Composite: &fnv1.Resource{Resource: asStruct(tb, turn.Composite)},
		Resources: map[string]*fnv1.Resource{},
	}}
	for _, o := range turn.Observed {
		req.Observed.Resources[key(o)] = &fnv1.Resource{Resource: asStruct(tb, o)}
	}
	return req
}

func respond(tb testing.TB, f render.Step, req *fnv1.RunFunctionRequest) *fnv1.RunFunctionResponse {
	tb.Helper()
	rsp, err := f.Function.RunFunction(tb.Context(), proto.CloneOf(req))
	if err != nil {
		tb.Fatal(err)
	}
	return rsp
}

func asStruct(tb testing.TB, o *unstructured.Unstructured) *structpb.Struct {
	tb.Helper()
	s, err := structpb.NewStruct(o.Object)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func object(fields map[string]*structpb.Value) *structpb.Value {
	return structpb.NewStructValue(&structpb.Struct{Fields: fields})
}

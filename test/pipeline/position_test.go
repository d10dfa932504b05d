package pipeline

import (
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestPositionInPipelineHasNoEffect runs each function alone, after others and
// twice: its own resources are the same, and those of others are unchanged.
func TestPositionInPipelineHasNoEffect(t *testing.T) {
	for moment, turn := range middleAndLast(t) {
		for _, f := range functions {
			t.Run(f.Name+"/"+moment, func(t *testing.T) { sameAnywhere(t, f, request(t, turn)) })
		}
	}
}

func sameAnywhere(t *testing.T, f render.Step, alone *fnv1.RunFunctionRequest) {
	t.Helper()
	want := respond(t, f, alone)

	after := proto.CloneOf(alone)
	after.Desired = foreign()
	got := respond(t, f, after)
	checkForeign(t, got)
	delete(got.Desired.Resources, "foreign")
	if diff := cmp.Diff(want.GetDesired().GetResources(), got.GetDesired().GetResources(), protocmp.Transform()); diff != "" {
		t.Errorf("its own resources depend on its place: -alone, +after others:\n%s", diff)
	}

	twice := proto.CloneOf(alone)
	twice.Desired = proto.CloneOf(want.GetDesired())
	if diff := cmp.Diff(want.GetDesired(), respond(t, f, twice).GetDesired(), protocmp.Transform()); diff != "" {
		t.Errorf("running twice differs from running once: -once, +twice:\n%s", diff)
	}
}

// foreign returns the desired state of another function.
func foreign() *fnv1.State {
	return &fnv1.State{
		Resources: map[string]*fnv1.Resource{"foreign": foreignResource()},
		Composite: &fnv1.Resource{
			Ready: fnv1.Ready_READY_FALSE,
			Resource: &structpb.Struct{Fields: map[string]*structpb.Value{
				"status": object(map[string]*structpb.Value{
					"database": object(map[string]*structpb.Value{"host": structpb.NewStringValue("db.example.org")}),
				}),
			}},
		},
	}
}

func foreignResource() *fnv1.Resource {
	return &fnv1.Resource{
		Resource: &structpb.Struct{Fields: map[string]*structpb.Value{"kind": structpb.NewStringValue("Foreign")}},
		Ready:    fnv1.Ready_READY_TRUE,
	}
}

// checkForeign checks that the desired state of another function is unchanged.
func checkForeign(t *testing.T, got *fnv1.RunFunctionResponse) {
	t.Helper()
	if diff := cmp.Diff(foreignResource(), got.GetDesired().GetResources()["foreign"], protocmp.Transform()); diff != "" {
		t.Errorf("another function's resource was changed: -want, +got:\n%s", diff)
	}
	composite := got.GetDesired().GetComposite()
	if composite.GetReady() != fnv1.Ready_READY_FALSE {
		t.Error("the readiness of the platform that another function set was overwritten")
	}
	status := composite.GetResource().GetFields()["status"].GetStructValue()
	if status.GetFields()["database"].GetStructValue().GetFields()["host"].GetStringValue() == "" {
		t.Error("another function's status was overwritten")
	}
}

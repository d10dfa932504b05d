package wire

import (
	"strings"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"
)

// TestSeal shows that sealing does not change the response that a caller
// decodes.
func TestSeal(t *testing.T) {
	some := state(t)
	some.Resources["sealed"] = roundTrip(t, request(t)).GetObserved().GetResources()["details"]
	whole := state(t)
	whole.Resources["sealed"] = whole.GetResources()["details"]
	cases := map[string]struct {
		reason    string
		rsp, want *fnv1.RunFunctionResponse
	}{
		"Nothing":    {"A response may be empty.", &fnv1.RunFunctionResponse{}, &fnv1.RunFunctionResponse{}},
		"NoDesired":  {"A fatal response has no desired state.", response(nil), response(nil)},
		"Empty":      {"A state may be empty.", response(&fnv1.State{}), response(&fnv1.State{})},
		"Everything": {"All fields of a response are written.", response(state(t)), response(state(t))},
		"Sealed":     {"A resource that was not decoded is written as it was received.", response(some), response(whole)},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if err := Seal(tc.rsp); err != nil {
				t.Fatal(err)
			}
			for key, r := range tc.rsp.GetDesired().GetResources() {
				if r.GetResource() != nil {
					t.Errorf("%s\n%s is not sealed", tc.reason, key)
				}
			}
			data, err := NewCodec().Marshal(tc.rsp)
			if err != nil {
				t.Fatal(err)
			}
			got := &fnv1.RunFunctionResponse{}
			if err := proto.Unmarshal(data.Materialize(), got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got, protocmp.Transform()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestSealRefusesText shows that text that protobuf could not read again is
// refused.
func TestSealRefusesText(t *testing.T) {
	const broken = "\xff"
	for name, s := range map[string]*structpb.Struct{
		"Value": {Fields: map[string]*structpb.Value{"a": structpb.NewStringValue(broken)}},
		"Name":  {Fields: map[string]*structpb.Value{broken: structpb.NewBoolValue(true)}},
		"Item":  {Fields: map[string]*structpb.Value{"a": structpb.NewListValue(&structpb.ListValue{Values: []*structpb.Value{structpb.NewStringValue(broken)}})}},
	} {
		t.Run(name, func(t *testing.T) {
			for place, desired := range map[string]*fnv1.State{
				"resource":  {Resources: map[string]*fnv1.Resource{"a": {Resource: s}}},
				"composite": {Composite: &fnv1.Resource{Resource: s}},
			} {
				if err := Seal(response(desired)); err == nil {
					t.Errorf("Seal(...) wrote text that is not UTF-8 of a %s", place)
				}
			}
		})
	}
}

// FuzzSeal shows that protobuf reads any sealed JSON object again.
func FuzzSeal(f *testing.F) {
	for _, seed := range []string{subnetJSON, `{}`, `{"a": [null, 1.5, true, "", {}, []]}`, `{"": {"b": [[["x"]]]}}`, `{"long": "` + strings.Repeat("x", 1<<15) + `"}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		object := &structpb.Struct{}
		if protojson.Unmarshal([]byte(document), object) != nil {
			return
		}
		want := &fnv1.RunFunctionResponse{Desired: &fnv1.State{
			Composite: &fnv1.Resource{Resource: object},
			Resources: map[string]*fnv1.Resource{"a": {Resource: object, Ready: fnv1.Ready_READY_TRUE}, "b": {Resource: object}},
		}}
		rsp := proto.CloneOf(want)
		if err := Seal(rsp); err != nil {
			t.Fatal(err)
		}
		data, err := proto.Marshal(rsp)
		if err != nil {
			t.Fatal(err)
		}
		got := &fnv1.RunFunctionResponse{}
		if err := proto.Unmarshal(data, got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
			t.Errorf("-want, +got:\n%s", diff)
		}
	})
}

// TestSealKnowsAll fails when Crossplane adds a field to a resource: Seal keeps those
// that it knows.
func TestSealKnowsAll(t *testing.T) {
	fields := (&fnv1.Resource{}).ProtoReflect().Descriptor().Fields()
	got := map[protoreflect.FieldNumber]bool{}
	for i := range fields.Len() {
		got[fields.Get(i).Number()] = true
	}
	const details, ready = 2, 3
	want := map[protoreflect.FieldNumber]bool{resourceObject: true, details: true, ready: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields of a resource: -known, +existing:\n%s", diff)
	}
}

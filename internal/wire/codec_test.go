package wire

import (
	"math/rand/v2"
	"slices"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
)

// state returns a state with all fields set.
func state(tb testing.TB) *fnv1.State {
	tb.Helper()
	return &fnv1.State{
		Composite: &fnv1.Resource{
			Resource:          parse(tb, `{"kind": "XPlatform", "metadata": {"name": "demo"}}`),
			ConnectionDetails: map[string][]byte{"url": []byte("https://example.org")},
			Ready:             fnv1.Ready_READY_FALSE,
		},
		Resources: map[string]*fnv1.Resource{
			"subnet":  {Resource: parse(tb, subnetJSON), Ready: fnv1.Ready_READY_TRUE},
			"details": {Resource: parse(tb, `{"kind": "Secret"}`), ConnectionDetails: map[string][]byte{"password": {0, 0xff}, "empty": {}}},
			"object":  {Resource: &structpb.Struct{}},
			"empty":   {},
		},
	}
}

func request(tb testing.TB) *fnv1.RunFunctionRequest {
	tb.Helper()
	return &fnv1.RunFunctionRequest{
		Meta:     &fnv1.RequestMeta{Tag: "tag", Capabilities: []fnv1.Capability{fnv1.Capability_CAPABILITY_REQUIRED_RESOURCES}},
		Observed: state(tb),
		Desired:  state(tb),
		Input:    parse(tb, `{"kind": "Input"}`),
		Context:  parse(tb, `{"key": ["value"]}`),
		RequiredResources: map[string]*fnv1.Resources{
			"secret": {Items: []*fnv1.Resource{{Resource: parse(tb, `{"kind": "Secret"}`)}}},
		},
	}
}

func response(desired *fnv1.State) *fnv1.RunFunctionResponse {
	return &fnv1.RunFunctionResponse{
		Meta:       &fnv1.ResponseMeta{Tag: "tag", Ttl: durationpb.New(60e9)},
		Desired:    desired,
		Results:    []*fnv1.Result{{Severity: fnv1.Severity_SEVERITY_WARNING, Message: "beware"}},
		Conditions: []*fnv1.Condition{{Type: "Ready", Status: fnv1.Status_STATUS_CONDITION_TRUE}},
		Requirements: &fnv1.Requirements{Resources: map[string]*fnv1.ResourceSelector{
			"secret": {ApiVersion: "v1", Kind: "Secret", Match: &fnv1.ResourceSelector_MatchName{MatchName: "stores"}},
		}},
	}
}

// roundTrip returns a request as the codec reads it.
func roundTrip(tb testing.TB, req *fnv1.RunFunctionRequest) *fnv1.RunFunctionRequest {
	tb.Helper()
	data, err := proto.Marshal(req)
	if err != nil {
		tb.Fatal(err)
	}
	out := &fnv1.RunFunctionRequest{}
	// The network delivers it in several buffers.
	half := len(data) / 2
	if err := NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(data[:half]), mem.SliceBuffer(data[half:])}, out); err != nil {
		tb.Fatal(err)
	}
	return out
}

// TestCodecSeals shows that resources are left as they were received, and that
// the rest is decoded.
func TestCodecSeals(t *testing.T) {
	want, got := request(t), roundTrip(t, request(t))
	for key, r := range want.GetObserved().GetResources() {
		if got.GetObserved().GetResources()[key].GetResource() != nil || got.GetDesired().GetResources()[key].GetResource() != nil {
			t.Errorf("%s was decoded", key)
		}
		object := ObjectOf(got.GetObserved().GetResources()[key])
		if diff := cmp.Diff(r.GetResource().AsMap(), decoded(object).AsMap()); diff != "" {
			t.Errorf("ObjectOf(%s): -want, +got:\n%s", key, diff)
		}
	}
	if name := ObjectOf(got.GetObserved().GetComposite()).Get("metadata", "name").Text(); name != "demo" {
		t.Errorf("the observed composite is called %q, want demo", name)
	}
	if diff := cmp.Diff(want.GetDesired().GetComposite(), got.GetDesired().GetComposite(), protocmp.Transform()); diff != "" {
		t.Errorf("the desired composite: -want, +got:\n%s", diff)
	}
	for _, r := range []*fnv1.RunFunctionRequest{want, got} {
		r.Observed, r.Desired = nil, nil
	}
	if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
		t.Errorf("the rest of the request: -want, +got:\n%s", diff)
	}
}

func decoded(o Object) *structpb.Struct {
	s := &structpb.Struct{Fields: map[string]*structpb.Value{}}
	for name, v := range o.Fields() {
		s.Fields[name] = v.Decode()
	}
	return s
}

// TestCodecKeeps shows that a request that is read and written again loses
// nothing.
func TestCodecKeeps(t *testing.T) {
	want := request(t)
	data, err := proto.Marshal(roundTrip(t, request(t)))
	if err != nil {
		t.Fatal(err)
	}
	got := &fnv1.RunFunctionRequest{}
	if err := proto.Unmarshal(data, got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

// TestCodecWithoutStates shows that requests without states are read.
func TestCodecWithoutStates(t *testing.T) {
	for name, want := range map[string]*fnv1.RunFunctionRequest{
		"Nothing":     {},
		"EmptyStates": {Observed: &fnv1.State{}, Desired: &fnv1.State{}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, roundTrip(t, want), protocmp.Transform()); diff != "" {
				t.Errorf("-want, +got:\n%s", diff)
			}
		})
	}
}

// TestCodecRefuses shows that invalid requests are refused.
func TestCodecRefuses(t *testing.T) {
	whole, err := proto.Marshal(request(t))
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		plain, sealed := &fnv1.RunFunctionRequest{}, &fnv1.RunFunctionRequest{}
		err, got := proto.Unmarshal(whole[:n], plain), NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(whole[:n])}, sealed)
		if (err == nil) != (got == nil) {
			t.Fatalf("of %d bytes of %d, protobuf says %v, and the codec %v", n, len(whole), err, got)
		}
	}
}

// TestCodecNeverPanics shows that the codec survives any input: nothing
// recovers from its panics, and the process would end with all its requests.
func TestCodecNeverPanics(t *testing.T) {
	whole, err := proto.Marshal(request(t))
	if err != nil {
		t.Fatal(err)
	}
	broken := []byte{requestObserved<<3 | 2, 5, stateResources<<3 | 2, 3, entryKey<<3 | 2, 5, 'a'}
	if err := NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(broken)}, &fnv1.RunFunctionRequest{}); err == nil {
		t.Error("Unmarshal(...) read a resource of which half is missing")
	}
	random := rand.New(rand.NewPCG(1, 1))
	for range 50_000 {
		data := slices.Clone(whole)
		for range 1 + random.IntN(2) {
			data[random.IntN(len(data))] = byte(random.IntN(256))
		}
		req := &fnv1.RunFunctionRequest{}
		if err := NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(data)}, req); err != nil {
			continue
		}
		if _, err := NewCodec().Marshal(&fnv1.RunFunctionResponse{Desired: req.GetDesired()}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCodecMerges shows that messages in several parts are merged, as by
// protobuf.
func TestCodecMerges(t *testing.T) {
	part := func(text string) *fnv1.RunFunctionRequest {
		return &fnv1.RunFunctionRequest{Observed: &fnv1.State{Composite: &fnv1.Resource{Resource: parse(t, text)}}}
	}
	var data []byte
	for _, p := range []*fnv1.RunFunctionRequest{part(`{"a": "1", "b": "1"}`), part(`{"b": "2", "c": "2"}`)} {
		var err error
		if data, err = (proto.MarshalOptions{}).MarshalAppend(data, p); err != nil {
			t.Fatal(err)
		}
	}
	want, got := &fnv1.RunFunctionRequest{}, &fnv1.RunFunctionRequest{}
	if err := proto.Unmarshal(data, want); err != nil {
		t.Fatal(err)
	}
	if err := NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(data)}, got); err != nil {
		t.Fatal(err)
	}
	object := ObjectOf(got.GetObserved().GetComposite())
	if diff := cmp.Diff(want.GetObserved().GetComposite().GetResource(), decoded(object), protocmp.Transform()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

// TestCodecServes shows that all other messages are read as by gRPC.
func TestCodecServes(t *testing.T) {
	codec := NewCodec()
	data, err := codec.Marshal(&fnv1.Condition{Type: "Ready"})
	if err != nil {
		t.Fatal(err)
	}
	got := &fnv1.Condition{}
	if err := codec.Unmarshal(data, got); err != nil || got.GetType() != "Ready" {
		t.Errorf("Unmarshal(...) = %v, %v", got, err)
	}
	Register()
	if _, ours := encoding.GetCodecV2(codec.Name()).(Codec); !ours {
		t.Errorf("gRPC reads with %T", encoding.GetCodecV2(codec.Name()))
	}
}

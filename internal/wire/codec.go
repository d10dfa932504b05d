package wire

import (
	"fmt"
	"slices"
	"unicode/utf8"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc/encoding"
	protocodec "google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Register makes gRPC read requests with the Codec. It must be called before a
// server starts.
func Register() { encoding.RegisterCodecV2(NewCodec()) }

// A Codec is gRPC's own, except for requests to functions and their responses. Of
// requests it leaves the observed state, and the desired composed resources, sealed
// as they were received.
type Codec struct{ encoding.CodecV2 }

// NewCodec returns a Codec.
func NewCodec() Codec { return Codec{encoding.GetCodecV2(protocodec.Name)} }

// Unmarshal reads a message.
func (c Codec) Unmarshal(data mem.BufferSlice, v any) error {
	if req, ok := v.(*fnv1.RunFunctionRequest); ok {
		return unmarshalRequest(data.Materialize(), req)
	}
	return c.CodecV2.Unmarshal(data, v) //nolint:wrapcheck // The error is the codec's own.
}

// Marshal encodes a message. For a response of usual size, gRPC itself would take a
// buffer of 1 MiB from its pool, which garbage collection empties.
func (c Codec) Marshal(v any) (mem.BufferSlice, error) {
	rsp, ok := v.(*fnv1.RunFunctionResponse)
	if !ok {
		return c.CodecV2.Marshal(v) //nolint:wrapcheck // The error is the codec's own.
	}
	size := proto.Size(rsp)
	data, err := proto.MarshalOptions{UseCachedSize: true}.MarshalAppend(make([]byte, 0, size), rsp)
	if err != nil {
		return nil, fmt.Errorf("cannot write response: %w", err)
	}
	return mem.BufferSlice{mem.SliceBuffer(data)}, nil
}

// The fields of requests, states and resources that the Codec handles.
// https://github.com/crossplane/crossplane/blob/v2.2.1/proto/fn/v1/run_function.proto
const (
	requestObserved = 2
	requestDesired  = 3
	stateComposite  = 1
	stateResources  = 2
	resourceObject  = 1
)

// unmarshalRequest reads all of a request but its states as protobuf does. The
// request keeps references to the data.
func unmarshalRequest(data []byte, req *fnv1.RunFunctionRequest) error {
	var rest []byte
	var observed, desired *fnv1.State
	for b := data; len(b) > 0; {
		number, c, n := consume(b)
		if n < 0 {
			return fmt.Errorf("cannot read request: %w", protowire.ParseError(n))
		}
		var err error
		switch {
		case number == requestObserved && c.bytes != nil:
			observed, err = unmarshalState(c.bytes, observed, sealComposite)
		case number == requestDesired && c.bytes != nil:
			desired, err = unmarshalState(c.bytes, desired, nil)
		default:
			rest = append(rest, b[:n]...)
		}
		if err != nil {
			return err
		}
		b = b[n:]
	}
	if err := proto.Unmarshal(rest, req); err != nil {
		return fmt.Errorf("cannot read request: %w", err)
	}
	req.Observed, req.Desired = observed, desired
	return nil
}

// unmarshalState reads a state into one that may be partly read. The composite
// is decoded if the function to seal it is nil, because functions add to the
// desired composite.
func unmarshalState(data []byte, into *fnv1.State, composite func(*fnv1.State, []byte)) (*fnv1.State, error) {
	if into == nil {
		into = &fnv1.State{}
	}
	var rest []byte
	for b := data; len(b) > 0; {
		number, c, n := consume(b)
		if n < 0 {
			return nil, fmt.Errorf("cannot read state: %w", protowire.ParseError(n))
		}
		switch {
		case number == stateResources && c.bytes != nil:
			if err := addSealed(into, c.bytes); err != nil {
				return nil, fmt.Errorf("cannot read state: %w", err)
			}
		case number == stateComposite && c.bytes != nil && composite != nil:
			composite(into, c.bytes)
		default:
			rest = append(rest, b[:n]...)
		}
		b = b[n:]
	}
	if err := (proto.UnmarshalOptions{Merge: true}).Unmarshal(rest, into); err != nil {
		return nil, fmt.Errorf("cannot read state: %w", err)
	}
	return into, nil
}

// addSealed adds an entry of the map of resources.
func addSealed(s *fnv1.State, encoded []byte) error {
	key, resource, broken := entry(encoded)
	if broken < 0 {
		return protowire.ParseError(broken) //nolint:wrapcheck // The error describes itself.
	}
	if !utf8.Valid(key) {
		return errText
	}
	if s.Resources == nil {
		s.Resources = map[string]*fnv1.Resource{}
	}
	s.Resources[string(key)] = seal(resource)
	return nil
}

// sealComposite seals a composite. Protobuf merges one that arrives in several
// parts, which equals the concatenation of their bytes.
func sealComposite(s *fnv1.State, encoded []byte) {
	s.Composite = seal(slices.Concat(s.GetComposite().ProtoReflect().GetUnknown(), encoded))
}

// seal returns a resource with its encoded form in the place where protobuf
// keeps unknown fields, which are written as they were read.
func seal(encoded []byte) *fnv1.Resource {
	r := &fnv1.Resource{}
	r.ProtoReflect().SetUnknown(slices.Clip(encoded))
	return r
}

// ObjectOf returns the object of a resource, whether the resource is sealed or
// not.
func ObjectOf(r *fnv1.Resource) Object {
	var object Object
	for number, c := range fields(r.ProtoReflect().GetUnknown()) {
		switch {
		case number != resourceObject:
		case object == nil:
			object = c.bytes
		default: // The concatenated parts are the whole.
			object = slices.Concat(object, c.bytes)
		}
	}
	if object == nil {
		return Encode(r.GetResource())
	}
	return object
}

// DetailsOf returns the connection details of a resource, whether the resource
// is sealed or not.
func DetailsOf(r *fnv1.Resource) map[string][]byte {
	sealed := r.ProtoReflect().GetUnknown()
	if len(sealed) == 0 {
		return r.GetConnectionDetails()
	}
	opened := &fnv1.Resource{}
	if err := proto.Unmarshal(sealed, opened); err != nil {
		panic(fmt.Errorf("cannot read connection details: %w", err)) // A resource must not seem to have none.
	}
	return opened.GetConnectionDetails()
}

package wire

import (
	"fmt"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Marshal writes a message.
func (c Codec) Marshal(v any) (mem.BufferSlice, error) {
	rsp, ok := v.(*fnv1.RunFunctionResponse)
	if !ok {
		return c.CodecV2.Marshal(v) //nolint:wrapcheck // It is this codec's own word.
	}
	pool := mem.DefaultBufferPool()
	buffer := pool.Get(Size(rsp))
	data, err := appendResponse((*buffer)[:0], rsp)
	if err != nil {
		pool.Put(buffer)
		return nil, err
	}
	*buffer = data
	return mem.BufferSlice{mem.NewBuffer(buffer, pool)}, nil
}

// appendResponse appends an encoded response. Resources that are sealed are written
// as they were read.
func appendResponse(b []byte, rsp *fnv1.RunFunctionResponse) ([]byte, error) {
	b, err := (proto.MarshalOptions{}).MarshalAppend(b, without(rsp, responseDesired))
	if err != nil || rsp.GetDesired() == nil {
		return b, err //nolint:wrapcheck // It says what it is.
	}
	b, at := opened(b, responseDesired)
	if b, err = (proto.MarshalOptions{}).MarshalAppend(b, without(rsp.GetDesired(), stateResources)); err != nil {
		return nil, fmt.Errorf("cannot write desired state: %w", err)
	}
	for key, r := range rsp.GetDesired().GetResources() {
		if b, err = appendResource(b, key, r); err != nil {
			return nil, fmt.Errorf("cannot write desired resource %s: %w", key, err)
		}
	}
	return closed(b, at), nil
}

// without is a message as it is, but for one field.
func without[M proto.Message](m M, number protoreflect.FieldNumber) proto.Message {
	from, out := m.ProtoReflect(), m.ProtoReflect().New()
	from.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if field.Number() != number {
			out.Set(field, value)
		}
		return true
	})
	out.SetUnknown(from.GetUnknown())
	return out.Interface()
}

// appendResource appends a resource with its key: an entry of the map.
func appendResource(b []byte, key string, r *fnv1.Resource) ([]byte, error) {
	b, at := opened(b, stateResources)
	b, err := appendText(b, entryKey, key)
	if err != nil {
		return nil, err
	}
	b, value := opened(b, entryValue)
	if s := r.GetResource(); s != nil {
		var object int
		b, object = opened(b, resourceObject)
		if b, err = appendStruct(b, s); err != nil {
			return nil, err
		}
		b = closed(b, object)
	}
	for name, detail := range r.GetConnectionDetails() {
		var entry int
		b, entry = opened(b, resourceDetails)
		if b, err = appendText(b, entryKey, name); err != nil {
			return nil, err
		}
		b = protowire.AppendTag(b, entryValue, protowire.BytesType)
		b = closed(protowire.AppendBytes(b, detail), entry)
	}
	if r.GetReady() != fnv1.Ready_READY_UNSPECIFIED {
		b = protowire.AppendTag(b, resourceReady, protowire.VarintType)
		b = protowire.AppendVarint(b, uint64(r.GetReady())) //nolint:gosec // No readiness is negative.
	}
	b = append(b, r.ProtoReflect().GetUnknown()...)
	return closed(closed(b, value), at), nil
}

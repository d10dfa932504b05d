package wire

import (
	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// Every field here has a number below 16, and a tag of one byte.
const sizeTag = 1

// Size is how many bytes a response takes.
func Size(rsp *fnv1.RunFunctionResponse) int {
	n := proto.Size(without(rsp, responseDesired))
	if rsp.GetDesired() == nil {
		return n
	}
	desired := proto.Size(without(rsp.GetDesired(), stateResources))
	for key, r := range rsp.GetDesired().GetResources() {
		desired += message(sizeText(key) + message(sizeResource(r)))
	}
	return n + message(desired)
}

// message is the size of a message within a message.
func message(size int) int { return sizeTag + protowire.SizeBytes(size) }

func sizeText(text string) int { return message(len(text)) }

func sizeResource(r *fnv1.Resource) int {
	n := len(r.ProtoReflect().GetUnknown())
	if r.GetResource() != nil {
		n += message(sizeStruct(r.GetResource()))
	}
	for name, detail := range r.GetConnectionDetails() {
		n += message(sizeText(name) + message(len(detail)))
	}
	if r.GetReady() != fnv1.Ready_READY_UNSPECIFIED {
		n += sizeTag + protowire.SizeVarint(uint64(r.GetReady())) //nolint:gosec // No readiness is negative.
	}
	return n
}

func sizeStruct(s *structpb.Struct) int {
	n := 0
	for name, v := range s.GetFields() {
		n += message(sizeText(name) + message(sizeValue(v)))
	}
	return n
}

func sizeValue(v *structpb.Value) int {
	switch v := v.GetKind().(type) {
	case *structpb.Value_NullValue, *structpb.Value_BoolValue:
		return sizeTag + 1
	case *structpb.Value_NumberValue:
		return sizeTag + protowire.SizeFixed64()
	case *structpb.Value_StringValue:
		return sizeText(v.StringValue)
	case *structpb.Value_StructValue:
		return message(sizeStruct(v.StructValue))
	case *structpb.Value_ListValue:
		n := 0
		for _, item := range v.ListValue.GetValues() {
			n += message(sizeValue(item))
		}
		return message(n)
	}
	return 0
}

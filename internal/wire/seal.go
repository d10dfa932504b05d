package wire

import (
	"fmt"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Sealed returns a resource whose object is encoded.
func Sealed(object Object, ready fnv1.Ready) *fnv1.Resource {
	sealed := make([]byte, 0, protowire.SizeTag(resourceObject)+protowire.SizeBytes(len(object)))
	sealed = protowire.AppendBytes(protowire.AppendTag(sealed, resourceObject, protowire.BytesType), object)
	out := &fnv1.Resource{Ready: ready}
	out.ProtoReflect().SetUnknown(sealed)
	return out
}

// Open decodes the desired objects of a response, for callers that cannot read sealed
// ones.
func Open(rsp *fnv1.RunFunctionResponse) error {
	resources := rsp.GetDesired().GetResources()
	for key, r := range resources {
		sealed := r.ProtoReflect().GetUnknown()
		if len(sealed) == 0 {
			continue
		}
		opened := &fnv1.Resource{Ready: r.GetReady(), ConnectionDetails: r.GetConnectionDetails()}
		if err := (proto.UnmarshalOptions{Merge: true}).Unmarshal(sealed, opened); err != nil {
			return fmt.Errorf("cannot read desired resource %s: %w", key, err)
		}
		resources[key] = opened
	}
	return nil
}

// Seal encodes the objects of a response that are not sealed yet, once, into
// one buffer. Protobuf then neither measures nor writes them by reflection,
// which takes six times as long. A sealed response is read by ObjectOf, or from
// the network.
func Seal(rsp *fnv1.RunFunctionResponse) error {
	var buffer []byte
	seal := func(r *fnv1.Resource) (*fnv1.Resource, error) {
		if r.GetResource() == nil {
			return r, nil
		}
		start := len(buffer)
		b, at := beginMessage(buffer, resourceObject)
		b, err := appendStruct(b, r.GetResource())
		if err != nil {
			return nil, err
		}
		buffer = endMessage(b, at)
		out := &fnv1.Resource{Ready: r.GetReady(), ConnectionDetails: r.GetConnectionDetails()}
		out.ProtoReflect().SetUnknown(slices.Clip(buffer[start:]))
		return out, nil
	}
	desired := rsp.GetDesired()
	for key, r := range desired.GetResources() {
		sealed, err := seal(r)
		if err != nil {
			return fmt.Errorf("cannot write desired resource %s: %w", key, err)
		}
		desired.Resources[key] = sealed
	}
	if desired.GetComposite() == nil {
		return nil
	}
	sealed, err := seal(desired.GetComposite())
	if err != nil {
		return fmt.Errorf("cannot write desired composite: %w", err)
	}
	desired.Composite = sealed
	return nil
}

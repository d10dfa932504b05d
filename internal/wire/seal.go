package wire

import (
	"fmt"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
)

// usualSize is the approximate size of an object in bytes.
const usualSize = 1 << 10

// Seal encodes the objects of a response that are not sealed yet, once, into
// one buffer. Protobuf then neither measures nor writes them by reflection,
// which takes six times as long. A sealed response is read by ObjectOf, or from
// the network.
func Seal(rsp *fnv1.RunFunctionResponse) error {
	buffer := make([]byte, 0, usualSize*len(rsp.GetDesired().GetResources()))
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

package run

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// changing reports whether an existing resource does not have its desired state
// yet: a desired value differs, the provider has not observed the latest
// generation of its spec, or an operation in AWS is in progress. Its condition
// Ready then describes the previous state.
func (v view) changing(k name.Key, want *structpb.Struct) bool {
	o := v[k]
	if o == nil {
		return false
	}
	for _, field := range []string{"spec", "data"} {
		if value := want.GetFields()[field]; value != nil && !covered(value, o.Get(field)) {
			return true
		}
	}
	generation := o.Get("metadata", "generation").Decode().GetNumberValue()
	for c := range o.Get("status", "conditions").Items() {
		switch c.Get("type").Text() {
		case "Synced":
			if seen := c.Get("observedGeneration"); seen != nil && seen.Decode().GetNumberValue() < generation {
				return true
			}
		case "AsyncOperation":
			if c.Get("status").Is("False") && c.Get("reason").Is("Ongoing") {
				return true
			}
		}
	}
	return false
}

// covered reports whether an observed value contains the desired one: provider
// and API server add fields.
func covered(want *structpb.Value, have wire.Value) bool {
	switch want := want.GetKind().(type) {
	case *structpb.Value_StructValue:
		return have.IsObject() && coveredFields(want.StructValue, have)
	case *structpb.Value_ListValue:
		return coveredItems(want.ListValue.GetValues(), have)
	case *structpb.Value_StringValue:
		return have.Is(want.StringValue)
	}
	return have != nil && proto.Equal(want, have.Decode())
}

func coveredFields(want *structpb.Struct, have wire.Value) bool {
	for name, v := range want.GetFields() {
		if !covered(v, have.Get(name)) {
			return false
		}
	}
	return true
}

func coveredItems(want []*structpb.Value, have wire.Value) bool {
	if len(want) != have.Len() {
		return false
	}
	i := 0
	for item := range have.Items() {
		if !covered(want[i], item) {
			return false
		}
		i++
	}
	return true
}

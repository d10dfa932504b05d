package run

import (
	"encoding/json"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// composedOwner is the prefix of the field manager with which Crossplane
// applies composed resources.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/controller/apiextensions/composite/composition_functions.go#L100
const composedOwner = "apiextensions.crossplane.io/composed/"

// applied returns the fields of an observed resource that Crossplane last
// applied: those that it owns, with their current values. Applying exactly
// these again changes no value and no owner. Applying the whole spec would
// change owners, because it contains fields that provider and API server filled
// in. It returns false if the owned fields cannot be determined.
func applied(o wire.Object) (*structpb.Struct, bool) {
	fields := appliedFields(o)
	if fields == nil {
		return nil, false
	}
	metadata := &structpb.Struct{Fields: map[string]*structpb.Value{"name": o.Get("metadata", "name").Decode()}}
	if namespace := o.Get("metadata", "namespace"); namespace != nil {
		metadata.Fields["namespace"] = namespace.Decode()
	}
	for _, field := range []string{"annotations", "labels"} {
		if owned := child(fields, "f:metadata").GetFields()["f:"+field].GetStructValue(); owned != nil {
			metadata.Fields[field] = ownedOf(owned, o.Get("metadata", field).Decode())
		}
	}
	out := &structpb.Struct{Fields: map[string]*structpb.Value{
		"apiVersion": o.Get("apiVersion").Decode(),
		"kind":       o.Get("kind").Decode(),
		"metadata":   structpb.NewStructValue(metadata),
	}}
	for path, owned := range fields.GetFields() {
		name, ok := strings.CutPrefix(path, "f:")
		if value := o.Get(name); ok && name != "metadata" && value != nil {
			out.Fields[name] = ownedOf(owned.GetStructValue(), value.Decode())
		}
	}
	return out, true
}

// appliedFields returns the paths that Crossplane owns, or nil unless there is
// exactly one record of them, for the same version of the kind.
func appliedFields(o wire.Object) *structpb.Struct {
	var found *structpb.Struct
	for record := range o.Get("metadata", "managedFields").Items() {
		if !strings.HasPrefix(record.Get("manager").Text(), composedOwner) || !record.Get("operation").Is("Apply") || record.Get("subresource").Text() != "" {
			continue
		}
		if found != nil || record.Get("apiVersion").Text() != o.Get("apiVersion").Text() {
			return nil
		}
		found = record.Get("fieldsV1").Decode().GetStructValue()
	}
	return found
}

// ownedOf returns the owned part of a value. A path without further paths owns
// the whole value: it is a scalar, or has no owners of its own parts.
// https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
func ownedOf(paths *structpb.Struct, value *structpb.Value) *structpb.Value {
	if !hasPaths(paths) {
		return value
	}
	switch kind := value.GetKind().(type) {
	case *structpb.Value_StructValue:
		out := &structpb.Struct{Fields: map[string]*structpb.Value{}}
		for path, below := range paths.GetFields() {
			name, ok := strings.CutPrefix(path, "f:")
			if v := kind.StructValue.GetFields()[name]; ok && v != nil {
				out.Fields[name] = ownedOf(below.GetStructValue(), v)
			}
		}
		return structpb.NewStructValue(out)
	case *structpb.Value_ListValue:
		out := &structpb.ListValue{}
		for _, item := range kind.ListValue.GetValues() {
			if below, ok := pathOf(paths, item); ok {
				out.Values = append(out.Values, ownedOf(below, item))
			}
		}
		return structpb.NewListValue(out)
	}
	return value
}

func hasPaths(paths *structpb.Struct) bool {
	for path := range paths.GetFields() {
		if path != "." {
			return true
		}
	}
	return false
}

// pathOf returns the paths below an item of a list, which is identified by its
// value in a set and by its keys in a map.
func pathOf(paths *structpb.Struct, item *structpb.Value) (*structpb.Struct, bool) {
	for path, below := range paths.GetFields() {
		kind, text, _ := strings.Cut(path, ":")
		want := &structpb.Value{}
		if json.Unmarshal([]byte(text), want) != nil {
			continue
		}
		switch {
		case kind == "v" && proto.Equal(want, item),
			kind == "k" && hasKeys(item.GetStructValue(), want.GetStructValue()):
			return below.GetStructValue(), true
		}
	}
	return nil, false
}

func hasKeys(item, keys *structpb.Struct) bool {
	for k, v := range keys.GetFields() {
		if !proto.Equal(item.GetFields()[k], v) {
			return false
		}
	}
	return true
}

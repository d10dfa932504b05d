package run

import (
	"encoding/json"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// composedOwner begins the name under which Crossplane applies what a composite
// is composed of.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/controller/apiextensions/composite/composition_functions.go#L100
const composedOwner = "apiextensions.crossplane.io/composed/"

// applied returns what Crossplane last applied of an observed resource: the
// fields that it owns, with the values that they have. To apply just that again
// changes nothing: no value, and no owner of a field either, as it would if the
// whole spec were applied, which holds what provider and API server filled in.
// It returns false where that cannot be told.
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

// appliedFields are the paths that Crossplane owns, or nil where there is not
// exactly one record of them, or one of another version of the kind.
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

// ownedOf returns the part of a value that is owned. A path without others below
// it owns the whole value: it is a scalar, or has no owners below itself.
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

// pathOf returns the paths below an item of a list: of a set by its value, of a
// map by its keys.
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

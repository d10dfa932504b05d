package wire

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"google.golang.org/protobuf/types/known/structpb"
)

// Struct returns the Struct form of a struct or of a pointer to one.
//
// Unset values are omitted: nil pointers, empty maps, lists and strings of
// fields that may be omitted, and structs in which nothing is set. A function
// then owns only the fields that it sets.
func Struct(v any) (*structpb.Struct, error) {
	return StructOf(reflect.Indirect(reflect.ValueOf(v)))
}

// StructOf does the same for a part of a larger value, without making a copy of it:
// the provider's types have dozens of fields.
func StructOf(v reflect.Value) (*structpb.Struct, error) {
	if v.Kind() != reflect.Struct {
		return nil, fmt.Errorf("cannot encode a %s: it is not a struct", v.Kind())
	}
	out := &structpb.Struct{Fields: map[string]*structpb.Value{}}
	for _, f := range fieldsOf(v.Type()) {
		fv, ok := f.valueIn(v)
		if !ok || f.omit(fv) {
			continue
		}
		val, err := valueOf(fv)
		if err != nil {
			return nil, fmt.Errorf("cannot encode field %s: %w", f.name, err)
		}
		if val != nil {
			out.Fields[f.name] = val
		}
	}
	return out, nil
}

// valueOf returns nil for values that are unset, such as a nil pointer.
func valueOf(v reflect.Value) (*structpb.Value, error) {
	switch v.Kind() { //nolint:exhaustive // Kinds that JSON does not have are the error after the switch.
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil, nil
		}
		return valueOf(v.Elem())
	case reflect.String:
		return structpb.NewStringValue(v.String()), nil
	case reflect.Bool:
		return structpb.NewBoolValue(v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return structpb.NewNumberValue(float64(v.Int())), nil
	case reflect.Float32, reflect.Float64:
		return structpb.NewNumberValue(v.Float()), nil
	case reflect.Slice:
		return listOf(v)
	case reflect.Map:
		return mapOf(v)
	case reflect.Struct:
		s, err := StructOf(v)
		if err != nil {
			return nil, err
		}
		return structpb.NewStructValue(s), nil
	}
	return nil, fmt.Errorf("cannot encode a %s", v.Type())
}

func listOf(v reflect.Value) (*structpb.Value, error) {
	out := make([]*structpb.Value, 0, v.Len())
	for i := range v.Len() {
		val, err := valueOf(v.Index(i))
		if err != nil {
			return nil, fmt.Errorf("cannot encode item %d: %w", i, err)
		}
		if val != nil {
			out = append(out, val)
		}
	}
	return structpb.NewListValue(&structpb.ListValue{Values: out}), nil
}

func mapOf(v reflect.Value) (*structpb.Value, error) {
	if v.Type().Key().Kind() != reflect.String {
		return nil, fmt.Errorf("cannot encode a %s: its keys are not texts", v.Type())
	}
	out := make(map[string]*structpb.Value, v.Len())
	for it := v.MapRange(); it.Next(); {
		val, err := valueOf(it.Value())
		if err != nil {
			return nil, fmt.Errorf("cannot encode key %s: %w", it.Key(), err)
		}
		if val != nil {
			out[it.Key().String()] = val
		}
	}
	return structpb.NewStructValue(&structpb.Struct{Fields: out}), nil
}

// A field is one JSON field of a struct type.
type field struct {
	name  string
	index []int

	// omitEmpty is true for both omitempty and omitzero.
	omitEmpty bool
}

// valueIn returns the field's value in a struct. An embedded nil pointer has
// none.
func (f field) valueIn(v reflect.Value) (reflect.Value, bool) {
	if len(f.index) == 1 {
		return v.Field(f.index[0]), true
	}
	fv, err := v.FieldByIndexErr(f.index)
	return fv, err == nil
}

// omit reports whether the field is omitted. A struct without a set field
// counts as unset; encoding/json would write it as {}.
func (f field) omit(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return v.IsNil()
	case reflect.Slice, reflect.Map:
		return f.omitEmpty && v.Len() == 0 || v.IsNil()
	default:
		return f.omitEmpty && v.IsZero()
	}
}

// types caches the fields of struct types: the provider's types, which have
// dozens of fields, are reflected once.
var types sync.Map // reflect.Type → []field

func fieldsOf(t reflect.Type) []field {
	if known, ok := types.Load(t); ok {
		return known.([]field) //nolint:forcetypeassert // Only fieldsOf stores here.
	}
	var out []field
	for _, f := range reflect.VisibleFields(t) {
		tag, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		inlined := f.Anonymous && tag == ""
		if !f.IsExported() || tag == "-" || inlined {
			continue
		}
		if tag == "" {
			tag = f.Name
		}
		out = append(out, field{name: tag, index: f.Index, omitEmpty: strings.Contains(opts, "omit")})
	}
	types.Store(t, out)
	return out
}

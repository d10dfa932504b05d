package wire

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"google.golang.org/protobuf/encoding/protowire"
)

// Struct returns the encoded form of a struct or of a pointer to one.
//
// Unset values are omitted: nil pointers, empty maps, lists and strings of
// fields that may be omitted, and structs in which nothing is set. A function
// then owns only the fields that it sets.
func Struct(v any) (Object, error) {
	return StructOf(reflect.Indirect(reflect.ValueOf(v)))
}

// StructOf does the same for a part of a larger value, without making a copy of it:
// the provider's types have dozens of fields.
func StructOf(v reflect.Value) (Object, error) {
	if v.Kind() != reflect.Struct {
		return nil, fmt.Errorf("cannot encode a %s: it is not a struct", v.Kind())
	}
	return appendFields(nil, v)
}

// appendFields appends the fields of a struct, as entries of an object.
func appendFields(b []byte, v reflect.Value) ([]byte, error) {
	for _, f := range fieldsOf(v.Type()) {
		fv, ok := f.valueIn(v)
		if !ok || f.omit(fv) {
			continue
		}
		var err error
		if b, err = appendEntry(b, f.key, fv); err != nil {
			return nil, fmt.Errorf("cannot encode field %s: %w", f.name, err)
		}
	}
	return b, nil
}

// appendEntry appends an entry of an object, whose key is encoded already. It appends
// nothing for values that are unset, such as a nil pointer.
func appendEntry(b, key []byte, v reflect.Value) ([]byte, error) {
	if b == nil {
		b = New()
	}
	start := len(b)
	b, entry := beginMessage(b, structFields)
	b, value := beginMessage(append(b, key...), entryValue)
	empty := len(b)
	b, err := appendAny(b, v)
	switch {
	case err != nil:
		return nil, err
	case len(b) == empty:
		return b[:start], nil
	}
	return endMessage(endMessage(b, value), entry), nil
}

// appendAny appends a Value, or nothing for values that are unset.
func appendAny(b []byte, v reflect.Value) ([]byte, error) {
	switch v.Kind() { //nolint:exhaustive // Kinds that JSON does not have are the error after the switch.
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return b, nil
		}
		return appendAny(b, v.Elem())
	case reflect.String:
		return appendText(b, valueText, v.String())
	case reflect.Bool:
		return appendBool(b, v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return appendNumber(b, float64(v.Int())), nil
	case reflect.Float32, reflect.Float64:
		return appendNumber(b, v.Float()), nil
	case reflect.Slice:
		return appendList(b, v)
	case reflect.Map:
		return appendMap(b, v)
	case reflect.Struct:
		b, at := beginMessage(b, valueStruct)
		b, err := appendFields(b, v)
		if err != nil {
			return nil, err
		}
		return endMessage(b, at), nil
	}
	return nil, fmt.Errorf("cannot encode a %s", v.Type())
}

func appendList(b []byte, v reflect.Value) ([]byte, error) {
	b, list := beginMessage(b, valueList)
	for i := range v.Len() {
		start := len(b)
		item, at := beginMessage(b, listValues)
		empty := len(item)
		item, err := appendAny(item, v.Index(i))
		if err != nil {
			return nil, fmt.Errorf("cannot encode item %d: %w", i, err)
		}
		if b = item[:start]; len(item) > empty {
			b = endMessage(item, at)
		}
	}
	return endMessage(b, list), nil
}

func appendMap(b []byte, v reflect.Value) ([]byte, error) {
	if v.Type().Key().Kind() != reflect.String {
		return nil, fmt.Errorf("cannot encode a %s: its keys are not texts", v.Type())
	}
	b, object := beginMessage(b, valueStruct)
	for it := v.MapRange(); it.Next(); {
		key, err := appendText(nil, entryKey, it.Key().String())
		if err != nil {
			return nil, err
		}
		if b, err = appendEntry(b, key, it.Value()); err != nil {
			return nil, fmt.Errorf("cannot encode key %s: %w", it.Key(), err)
		}
	}
	return endMessage(b, object), nil
}

// A field is one JSON field of a struct type.
type field struct {
	name  string
	index []int

	// key is the name as an entry of an object begins with it.
	key []byte

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
		key := protowire.AppendString(protowire.AppendTag(nil, entryKey, protowire.BytesType), tag)
		out = append(out, field{name: tag, index: f.Index, key: key, omitEmpty: strings.Contains(opts, "omit")})
	}
	types.Store(t, out)
	return out
}

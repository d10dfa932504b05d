package wire

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// New returns an object without fields, with capacity for scalars and for the given
// objects.
func New(fields ...Object) Object {
	size := usualSize
	for _, f := range fields {
		size += len(f)
	}
	return make(Object, 0, size)
}

// usualSize is the approximate size of the scalars of an object in bytes.
const usualSize = 1 << 8

// Append appends a field that the object does not have. Like the built-in append, it may
// reuse the memory of the object.
func (o Object) Append(name string, v Value) Object {
	b, at := beginMessage(o, structFields)
	b = appendKey(b, name)
	b = protowire.AppendBytes(protowire.AppendTag(b, entryValue, protowire.BytesType), v)
	return endMessage(b, at)
}

// AppendText appends a string in the same way.
func (o Object) AppendText(name, text string) Object {
	b, at := beginMessage(o, structFields)
	b, value := beginMessage(appendKey(b, name), entryValue)
	b, err := appendText(b, valueText, text)
	if err != nil {
		panic(fmt.Errorf("cannot encode field %s: %w", name, err))
	}
	return endMessage(endMessage(b, value), at)
}

// AppendObject appends an object in the same way.
func (o Object) AppendObject(name string, object Object) Object {
	b, at := beginMessage(o, structFields)
	b, value := beginMessage(appendKey(b, name), entryValue)
	b = protowire.AppendBytes(protowire.AppendTag(b, valueStruct, protowire.BytesType), object)
	return endMessage(endMessage(b, value), at)
}

func appendKey(b []byte, name string) []byte {
	b, err := appendText(b, entryKey, name)
	if err != nil {
		panic(fmt.Errorf("cannot encode the name of a field: %w", err))
	}
	return b
}

// With returns a copy of an object in which a field has the given value.
func (o Object) With(name string, v Value) Object {
	const lengths = 16 // Of the entry, its key and its value, with their tags.
	out := make(Object, 0, len(o)+len(name)+len(v)+lengths)
	for b := []byte(o); len(b) > 0; {
		key, value, n := nextEntry(b)
		if value != nil && string(key) != name {
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return out.Append(name, v)
}

// Value returns an object as a value.
func (o Object) Value() Value {
	return protowire.AppendBytes(protowire.AppendTag(nil, valueStruct, protowire.BytesType), o)
}

// Text returns a string as a value.
func Text(text string) Value {
	b, err := appendText(nil, valueText, text)
	if err != nil {
		panic(fmt.Errorf("cannot encode %q: %w", text, err))
	}
	return b
}

// Bool returns true or false as a value.
func Bool(truth bool) Value { return appendBool(nil, truth) }

// List returns a list of values.
func List(items ...Value) Value {
	var list []byte
	for _, item := range items {
		list = protowire.AppendBytes(protowire.AppendTag(list, listValues, protowire.BytesType), item)
	}
	return protowire.AppendBytes(protowire.AppendTag(nil, valueList, protowire.BytesType), list)
}

// Texts returns a list of strings.
func Texts[T ~string](texts ...T) Value {
	b, list := beginMessage(make([]byte, 0, usualSize), valueList)
	for _, text := range texts {
		var item int
		var err error
		b, item = beginMessage(b, listValues)
		if b, err = appendText(b, valueText, string(text)); err != nil {
			panic(fmt.Errorf("cannot encode %q: %w", text, err))
		}
		b = endMessage(b, item)
	}
	return endMessage(b, list)
}

// Decode returns an object as a Struct.
func (o Object) Decode() *structpb.Struct {
	out := &structpb.Struct{}
	if err := proto.Unmarshal(o, out); err != nil {
		panic(fmt.Errorf("cannot decode object: %w", err))
	}
	return out
}

// IsList reports whether a value is a list.
func (v Value) IsList() bool {
	number, _ := v.content()
	return number == valueList
}

// Equal reports whether two values are equal. The order of fields does not matter.
func (v Value) Equal(other Value) bool {
	return slices.Equal(v, other) || v != nil && other != nil && proto.Equal(v.Decode(), other.Decode())
}

package wire

import (
	"fmt"
	"iter"
	"math"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// An Object is an encoded Struct. A nil one has no fields.
//
// Reading panics if the bytes are invalid, because a field that cannot be read
// must not look like one that does not exist.
type Object []byte

// A Value is an encoded Value of an Object. A nil one does not exist.
type Value []byte

// The fields of the messages that encode an object.
// https://protobuf.dev/reference/protobuf/google.protobuf/#struct
const (
	structFields = 1 // The entries of a map.
	entryKey     = 1
	entryValue   = 2

	valueNull   = 1
	valueNumber = 2
	valueText   = 3
	valueBool   = 4
	valueStruct = 5
	valueList   = 6

	listValues = 1
)

// Encode returns the encoded form of a Struct.
func Encode(s *structpb.Struct) Object {
	if s == nil {
		return nil
	}
	encoded, err := appendStruct(Object{}, s)
	if err != nil {
		panic(fmt.Errorf("cannot encode object: %w", err)) // Decoded messages are valid UTF-8.
	}
	return encoded
}

// Get returns the value at a path: fields by name, items of lists by position.
func (o Object) Get(path ...string) Value {
	if len(path) == 0 {
		return nil
	}
	return o.field(path[0]).Get(path[1:]...)
}

// Get returns the value at a path below a value, or with no path the value
// itself.
func (v Value) Get(path ...string) Value {
	for _, p := range path {
		number, content := v.content()
		switch number {
		case valueStruct:
			v = Object(content.bytes).field(p)
		case valueList:
			v = item(content.bytes, p)
		default:
			return nil
		}
	}
	return v
}

// field returns the value of one field. Of several of one name the last counts,
// as it does where objects are decoded.
func (o Object) field(name string) Value {
	var found Value
	for b := []byte(o); len(b) > 0; {
		key, value, n := nextEntry(b)
		if value != nil && string(key) == name {
			found = value
		}
		b = b[n:]
	}
	return found
}

// Fields returns the names and values of an object, in no order.
func (o Object) Fields() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		for b := []byte(o); len(b) > 0; {
			key, value, n := nextEntry(b)
			if value != nil && !yield(string(key), value) {
				return
			}
			b = b[n:]
		}
	}
}

// nextEntry reads the first field of an object, and returns its length. The value is nil
// if the field is not an entry.
func nextEntry(b []byte) (key []byte, value Value, n int) {
	if key, value, n = firstEntry(b); n > 0 {
		return key, value, n
	}
	number, entry, n := readField(b)
	if number != structFields {
		return nil, nil, n
	}
	key, value = split(entry.bytes)
	return key, value, n
}

func item(list []byte, position string) Value {
	at, err := strconv.Atoi(position)
	if err != nil {
		return nil
	}
	for v := range items(list) {
		if at == 0 {
			return v
		}
		at--
	}
	return nil
}

// Items returns the items of a list. Any other value has none.
func (v Value) Items() iter.Seq[Value] {
	number, content := v.content()
	if number != valueList {
		return items(nil)
	}
	return items(content.bytes)
}

func items(list []byte) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for b := list; len(b) > 0; {
			number, content, n := readField(b)
			b = b[n:]
			if number == listValues && !yield(Value(content.bytes)) {
				return
			}
		}
	}
}

// Len returns the number of items of a list, and 0 for any other value.
func (v Value) Len() int {
	n := 0
	for range v.Items() {
		n++
	}
	return n
}

// Object returns the value as an object, or one without fields.
func (v Value) Object() Object {
	if number, content := v.content(); number == valueStruct {
		return content.bytes
	}
	return nil
}

// IsObject reports whether a value is an object.
func (v Value) IsObject() bool {
	number, _ := v.content()
	return number == valueStruct
}

// Text returns the value if it is a string, or an empty one.
func (v Value) Text() string {
	if number, content := v.content(); number == valueText {
		return string(content.bytes)
	}
	return ""
}

// Is reports whether a value is the given string.
func (v Value) Is(text string) bool {
	number, content := v.content()
	return number == valueText && string(content.bytes) == text
}

// Bool reports whether a value is true.
func (v Value) Bool() bool {
	number, content := v.content()
	return number == valueBool && protowire.DecodeBool(content.number)
}

// Scalar returns a string, a number or a Boolean as a string. It is empty for
// all other values.
func (v Value) Scalar() string {
	switch number, content := v.content(); number { //nolint:exhaustive // The others are no scalars.
	case valueText:
		return string(content.bytes)
	case valueNumber:
		return strconv.FormatFloat(math.Float64frombits(content.number), 'f', -1, 64)
	case valueBool:
		return strconv.FormatBool(protowire.DecodeBool(content.number))
	}
	return ""
}

// Decode returns the whole value, or nil if it does not exist.
func (v Value) Decode() *structpb.Value {
	if v == nil {
		return nil
	}
	out := &structpb.Value{}
	if err := proto.Unmarshal(v, out); err != nil {
		panic(fmt.Errorf("cannot decode value: %w", err))
	}
	return out
}

// content returns the kind of a value and its content.
func (v Value) content() (number protowire.Number, last content) {
	if start, end := span(v); end > 0 && end == len(v) {
		return numberOf(v[0]), content{bytes: v[start:end:end]}
	}
	for b := []byte(v); len(b) > 0; {
		var n int
		number, last, n = readField(b)
		b = b[n:]
	}
	return number, last
}

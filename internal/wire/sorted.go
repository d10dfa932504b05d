package wire

import (
	"bytes"
	"slices"
)

// Sorted returns a copy of an object in which all fields are sorted by name, at each level.
// Encoders write fields in any order: equal objects have the same sorted form.
func (o Object) Sorted() Object {
	return appendSorted(make(Object, 0, len(o)), o)
}

func appendSorted(b []byte, o Object) []byte {
	var room [16]namedValue // Most objects have fewer fields, and need no allocation.
	all := o.appendFields(room[:0])
	slices.SortStableFunc(all, func(a, b namedValue) int { return bytes.Compare(a.name, b.name) })
	for _, f := range all {
		var entry, value int
		b, entry = beginMessage(b, structFields)
		b, value = beginMessage(appendKey(b, string(f.name)), entryValue)
		b = endMessage(endMessage(appendSortedValue(b, f.value), value), entry)
	}
	return b
}

func appendSortedValue(b []byte, v Value) []byte {
	number, content := v.content()
	if number == valueStruct {
		b, at := beginMessage(b, valueStruct)
		return endMessage(appendSorted(b, content.bytes), at)
	}
	if number == valueList {
		b, list := beginMessage(b, valueList)
		for item := range items(content.bytes) {
			var at int
			b, at = beginMessage(b, listValues)
			b = endMessage(appendSortedValue(b, item), at)
		}
		return endMessage(b, list)
	}
	return append(b, v...)
}

// A namedValue is a field of an object: its name and its value.
type namedValue struct {
	name  []byte
	value Value
}

// appendFields appends the fields of an object to a list.
func (o Object) appendFields(to []namedValue) []namedValue {
	for b := []byte(o); len(b) > 0; {
		name, value, n := nextEntry(b)
		if value != nil {
			to = append(to, namedValue{name, value})
		}
		b = b[n:]
	}
	return to
}

// Covers reports whether an object has all fields of another one, with values that are
// the same by the given function.
func (o Object) Covers(want Object, same func(want, have Value) bool) bool {
	var room [32]namedValue
	all := o.appendFields(room[:0])
	for b := []byte(want); len(b) > 0; {
		name, value, n := nextEntry(b)
		if value != nil && !same(value, last(all, name)) {
			return false
		}
		b = b[n:]
	}
	return true
}

// last returns the value of a field, or nil. Of several with one name the last counts.
func last(all []namedValue, name []byte) Value {
	for i := len(all) - 1; i >= 0; i-- {
		if string(all[i].name) == string(name) {
			return all[i].value
		}
	}
	return nil
}

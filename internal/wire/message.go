package wire

import (
	"fmt"
	"iter"

	"google.golang.org/protobuf/encoding/protowire"
)

// A content is the value of a field of a message: bytes, or a number.
type content struct {
	bytes  []byte
	number uint64
}

// fields returns the fields of an encoded message, in their order.
func fields(message []byte) iter.Seq2[protowire.Number, content] {
	return func(yield func(protowire.Number, content) bool) {
		for b := message; len(b) > 0; {
			number, c, n := readField(b)
			if !yield(number, c) {
				return
			}
			b = b[n:]
		}
	}
}

// readField reads the first field of a message, and returns its length.
func readField(b []byte) (number protowire.Number, c content, n int) {
	number, c, n = consume(b)
	if n < 0 {
		panic(unreadable(n))
	}
	return number, c, n
}

func unreadable(n int) error {
	return fmt.Errorf("cannot read object: %w", protowire.ParseError(n))
}

// consume does the same, with a negative length if the field cannot be read.
func consume(b []byte) (number protowire.Number, c content, n int) {
	if start, end := span(b); end > 0 {
		return numberOf(b[0]), content{bytes: b[start:end:end]}, end
	}
	number, form, n := protowire.ConsumeTag(b)
	if n < 0 {
		return 0, c, n
	}
	var m int
	switch form {
	case protowire.BytesType:
		c.bytes, m = protowire.ConsumeBytes(b[n:])
	case protowire.VarintType:
		c.number, m = protowire.ConsumeVarint(b[n:])
	case protowire.Fixed64Type:
		c.number, m = protowire.ConsumeFixed64(b[n:])
	default:
		m = protowire.ConsumeFieldValue(number, form, b[n:])
	}
	if m < 0 {
		return 0, c, m
	}
	return number, c, n + m
}

// span returns the start and end of the content of the first field of a message if
// the content is bytes, with a tag of one byte and a length of up to three, as in
// nearly all fields of objects. It returns an end of 0 for any other.
func span(b []byte) (start, end int) {
	if len(b) == 0 || b[0] >= 0x80 || formOf(b[0]) != protowire.BytesType || numberOf(b[0]) == 0 {
		return 0, 0
	}
	length, start := lengthAt(b, 1)
	if start == 0 || start+length > len(b) {
		return 0, 0
	}
	return start, start + length
}

// numberOf returns the field number of a tag of one byte, and formOf its wire type.
func numberOf(tag byte) protowire.Number { return protowire.Number(tag >> 3) }

func formOf(tag byte) protowire.Type { return protowire.Type(tag & 7) }

// split returns key and value of an entry of a map.
func split(b []byte) (key []byte, value Value) {
	key, value, broken := entry(b)
	if broken < 0 {
		panic(unreadable(broken))
	}
	return key, value
}

// firstEntry returns key, value and end of the first entry of an object if it consists
// of one key and one value, in this order, as encoders write it. It returns an end of 0
// for any other.
func firstEntry(b []byte) (key []byte, value Value, end int) {
	if len(b) == 0 || b[0] != entryTag {
		return nil, nil, 0
	}
	length, at := lengthAt(b, 1)
	end = at + length
	if at == 0 || end > len(b) || at == end || b[at] != keyTag {
		return nil, nil, 0
	}
	length, keyAt := lengthAt(b, at+1)
	keyEnd := keyAt + length
	if keyAt == 0 || keyEnd >= end || b[keyEnd] != valueTag {
		return nil, nil, 0
	}
	length, valueAt := lengthAt(b, keyEnd+1)
	if valueAt == 0 || valueAt+length != end {
		return nil, nil, 0
	}
	return b[keyAt:keyEnd:keyEnd], Value(b[valueAt:end:end]), end
}

// Tags of an entry, and of its key and value.
const (
	entryTag = structFields<<3 | byte(protowire.BytesType)
	keyTag   = entryKey<<3 | byte(protowire.BytesType)
	valueTag = entryValue<<3 | byte(protowire.BytesType)
)

// lengthAt reads a length of up to three bytes, and returns its end, or 0 for any other.
func lengthAt(b []byte, at int) (length, end int) {
	if at < len(b) && b[at] < 0x80 {
		return int(b[at]), at + 1
	}
	return longLengthAt(b, at)
}

func longLengthAt(b []byte, at int) (length, end int) {
	const small, low, group = 0x80, 0x7f, 7 // A byte of a varint has seven bits, and one that tells whether another byte follows.
	switch {
	case at+1 < len(b) && b[at+1] < small:
		return int(b[at]&low) | int(b[at+1])<<group, at + 2
	case at+2 < len(b) && b[at+2] < small:
		return int(b[at]&low) | int(b[at+1]&low)<<group | int(b[at+2])<<(2*group), at + 3
	}
	return 0, 0
}

// entry does the same, and returns a negative number if the entry cannot be
// read. An entry without a value has an empty one.
func entry(b []byte) (key []byte, value Value, broken int) {
	value = Value{}
	for len(b) > 0 {
		number, c, n := consume(b)
		if n < 0 {
			return nil, nil, n
		}
		b = b[n:]
		switch number { //nolint:exhaustive // An entry has no others.
		case entryKey:
			key = c.bytes
		case entryValue:
			value = Value(c.bytes)
		}
	}
	return key, value, 0
}

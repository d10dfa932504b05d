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
	if number, c, n = readShort(b); n > 0 {
		return number, c, n
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

// readShort reads the first field of a message if it has few bytes, as most do:
// tag and length then take one byte each. It returns a length of 0 for any
// other.
func readShort(b []byte) (number protowire.Number, c content, n int) {
	const before, small = 2, 0x80
	if len(b) < before || b[0] >= small || b[1] >= small {
		return 0, c, 0
	}
	number, form := protowire.DecodeTag(uint64(b[0]))
	end := before + int(b[1])
	if form != protowire.BytesType || !number.IsValid() || end > len(b) {
		return 0, c, 0
	}
	return number, content{bytes: b[before:end]}, end
}

// split returns key and value of an entry of a map.
func split(b []byte) (key []byte, value Value) {
	key, value, broken := entry(b)
	if broken < 0 {
		panic(unreadable(broken))
	}
	return key, value
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

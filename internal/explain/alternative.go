package explain

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

// alternatives returns values that a field may have in place of its own, the most similar
// first. Not all are valid: rules that join several fields refuse some.
func alternatives(f Field) []any {
	if f.whole {
		return []any{removed{}}
	}
	var out []any
	switch v := f.Value.(type) {
	case bool:
		out = append(out, !v)
	case int64:
		out = append(out, v+1, v-1, 2*v, v/2)
	case float64:
		out = append(out, v+1, v-1, 2*v, v/2)
	case string:
		out = append(out, decoded(f.schema.Enum)...)
		if len(out) == 0 {
			out = texts(v)
		}
	}
	out = append(out, limits(f.schema)...)
	if f.schema.Example != nil {
		out = append(out, decoded([]extv1.JSON{*f.schema.Example})...)
	}
	if f.Given {
		out = append(out, removed{})
	}
	var other []any
	for _, v := range out {
		if !reflect.DeepEqual(v, f.Value) {
			other = append(other, v)
		}
	}
	return other
}

// limits returns the lowest and the highest value that a schema allows.
func limits(schema *extv1.JSONSchemaProps) []any {
	var out []any
	for _, limit := range []*float64{schema.Minimum, schema.Maximum} {
		if limit != nil {
			out = append(out, int64(*limit))
		}
	}
	return out
}

// decoded returns values of a schema.
func decoded(values []extv1.JSON) []any {
	out := make([]any, 0, len(values))
	for _, raw := range values {
		var v any
		if json.Unmarshal(raw.Raw, &v) == nil {
			out = append(out, v)
		}
	}
	return out
}

// maxDigits is how many digits of a text are altered, one at a time.
const maxDigits = 6

// texts returns texts that are similar to one: with another digit, with another last
// letter, or a little longer.
func texts(text string) []any {
	var out []any
	for i, n := len(text)-1, 0; i >= 0 && n < maxDigits; i-- {
		if c := text[i]; c >= '0' && c <= '9' {
			other := '0' + (c-'0'+1)%10
			out = append(out, text[:i]+string(rune(other))+text[i+1:])
			n++
		}
	}
	out = append(out, text+"x", text+"-x", strings.TrimSuffix(text, "*")+"x/*")
	if last := len(text) - 1; last >= 0 && text[last] >= 'a' && text[last] < 'w' {
		for by := byte(1); by <= 3; by++ {
			out = append(out, fmt.Sprintf("%s%c", text[:last], text[last]+by))
		}
	}
	return out
}

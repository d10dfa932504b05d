package render

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/internal/spelling"
)

// unknownField is the fault of a field that the schema does not have. The hint
// is the field that was probably meant, or all that could be.
func (d *Definition) unknownField(path string) *field.Error {
	name := path[strings.LastIndex(path, ".")+1:]
	above := strings.TrimSuffix(strings.TrimSuffix(path, name), ".")
	var known []string
	if parent := d.at(above); parent != nil {
		known = slices.Sorted(maps.Keys(parent.Properties))
	}
	if above == "spec" {
		known = slices.DeleteFunc(known, func(k string) bool { return d.machinery[k] })
	}
	hint := "unknown field"
	if meant := spelling.Nearest(name, known); meant != "" {
		hint += fmt.Sprintf("; did you mean %s?", meant)
	} else if len(known) > 0 {
		hint += "; known here: " + strings.Join(known, ", ")
	}
	return &field.Error{Type: field.ErrorTypeForbidden, Field: path, Detail: hint}
}

// wrongType ends what the API server says of a value of another type: what was
// wanted, and what was given.
var wrongType = regexp.MustCompile(`must be of type (\w+): "(\w+)"$`)

// plain leaves out of a fault what the API server says twice: the path, and in
// place of a value that is of another type, the type.
func plain(f *field.Error) *field.Error {
	out := *f
	out.Detail = strings.TrimPrefix(f.Detail, f.Field+" in body ")
	if m := wrongType.FindStringSubmatch(out.Detail); m != nil {
		out.BadValue = field.OmitValueType{}
		out.Detail = fmt.Sprintf("must be of type %s, and is of type %s", m[1], m[2])
	}
	return &out
}

// withHint adds what the field is for to a fault that says only what is wrong
// with its value: the first sentence of the field's description, or of the
// list's that the value stands in.
func (d *Definition) withHint(f *field.Error) *field.Error {
	s := d.at(f.Field)
	if i := strings.LastIndex(f.Field, "["); i > 0 && strings.HasSuffix(f.Field, "]") && (s == nil || s.Description == "") {
		s = d.at(f.Field[:i])
	}
	told := f.Type == field.ErrorTypeNotSupported || f.Type == field.ErrorTypeDuplicate
	if told || s == nil || s.Description == "" {
		return f
	}
	hinted := *f
	hinted.Detail = strings.TrimSuffix(f.Detail, ".")
	if hinted.Detail != "" {
		hinted.Detail += ". "
	}
	hinted.Detail += "Hint: " + firstSentence(s.Description)
	return &hinted
}

var sentence = regexp.MustCompile(`^.*?[.:](\s|$)`)

func firstSentence(description string) string {
	text := strings.Join(strings.Fields(description), " ")
	if first := sentence.FindString(text); first != "" {
		return strings.TrimSuffix(strings.TrimSpace(first), ":")
	}
	return text
}

var step = regexp.MustCompile(`[^.\[\]]+|\[[^\]]*\]`)

// at is the schema at a path such as spec.services[2].port or
// spec.tags[team]. It is nil where there is none.
func (d *Definition) at(path string) *schema.Structural {
	s := d.structural
	for _, p := range step.FindAllString(path, -1) {
		if s = below(s, strings.Trim(p, "[]")); s == nil {
			return nil
		}
	}
	return s
}

func below(s *schema.Structural, name string) *schema.Structural {
	if p, ok := s.Properties[name]; ok {
		return &p
	}
	switch {
	case s.Items != nil:
		return s.Items
	case s.AdditionalProperties != nil:
		return s.AdditionalProperties.Structural
	default:
		return nil
	}
}

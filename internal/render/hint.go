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

// unknownField returns the fault of a field that the schema does not have. The
// hint is the field that was probably meant, or all known ones.
func (d *Definition) unknownField(path string) *field.Error {
	name := path[strings.LastIndex(path, ".")+1:]
	above := strings.TrimSuffix(strings.TrimSuffix(path, name), ".")
	var known []string
	if parent := d.schemaAt(above); parent != nil {
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

// wrongType matches the end of the API server's message about a value of
// another type: the wanted and the given type.
var wrongType = regexp.MustCompile(`must be of type (\w+): "(\w+)"$`)

// simplify removes repetitions from the API server's message: the path, and the
// type that it prints instead of a value of another type.
func simplify(f *field.Error) *field.Error {
	out := *f
	out.Detail = strings.TrimPrefix(f.Detail, f.Field+" in body ")
	if m := wrongType.FindStringSubmatch(out.Detail); m != nil {
		out.BadValue = field.OmitValueType{}
		out.Detail = fmt.Sprintf("must be of type %s, and is of type %s", m[1], m[2])
	}
	return &out
}

// withHint adds the purpose of the field to a fault about its value: the first
// sentence of the description of the field, or of the list that contains the
// value.
func (d *Definition) withHint(f *field.Error) *field.Error {
	s := d.schemaAt(f.Field)
	if i := strings.LastIndex(f.Field, "["); i > 0 && strings.HasSuffix(f.Field, "]") && (s == nil || s.Description == "") {
		s = d.schemaAt(f.Field[:i])
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

// schemaAt returns the schema at a path such as spec.services[2].port or
// spec.tags[team], or nil if there is none.
func (d *Definition) schemaAt(path string) *schema.Structural {
	s := d.structural
	for _, p := range step.FindAllString(path, -1) {
		if s = subschema(s, strings.Trim(p, "[]")); s == nil {
			return nil
		}
	}
	return s
}

func subschema(s *schema.Structural, name string) *schema.Structural {
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

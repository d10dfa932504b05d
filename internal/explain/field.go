package explain

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

// A Field is a field of the spec of a claim, or an item of a list in it.
type Field struct {
	// Path is the path below spec, such as services[chat].port. Items of a list are named
	// by their key, or else by their value.
	Path string

	// Value is the value with defaults, nil for an object or a list of objects.
	Value any

	// Given is set if the claim has the field. Otherwise the value is a default.
	Given bool

	schema *extv1.JSONSchemaProps
	steps  []any // names of fields and positions in lists
	whole  bool  // the field can only be removed
}

// String returns the path and the value, and where the value comes from.
func (f Field) String() string {
	text := "spec." + f.Path
	if f.Value != nil {
		text += fmt.Sprintf(" = %v", f.Value)
	}
	if f.Given {
		return text + " (claim)"
	}
	return text + " (default)"
}

// fieldsOf returns the fields of a spec with defaults, and whether they are given by the
// spec without.
func fieldsOf(spec, given map[string]any, schema *extv1.JSONSchemaProps) []Field {
	w := walk{}
	w.object(Field{schema: schema}, spec, given)
	return w.out
}

type walk struct{ out []Field }

func (w *walk) object(f Field, value map[string]any, given any) {
	g, _ := given.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(value)) {
		schema, known := f.schema.Properties[name]
		if !known {
			if f.schema.AdditionalProperties == nil || f.schema.AdditionalProperties.Schema == nil {
				continue // It belongs to Crossplane.
			}
			schema = *f.schema.AdditionalProperties.Schema
		}
		_, isGiven := g[name]
		path := name
		if f.Path != "" {
			path = f.Path + "." + name
		}
		w.value(Field{Path: path, Given: isGiven, schema: &schema, steps: append(slices.Clone(f.steps), name)}, value[name], g[name])
	}
}

func (w *walk) value(f Field, value, given any) {
	switch v := value.(type) {
	case map[string]any:
		f.whole = true
		if f.Given {
			w.out = append(w.out, f)
		}
		w.object(f, v, given)
	case []any:
		w.list(f, v, given)
	default:
		f.Value = value
		w.out = append(w.out, f)
	}
}

func (w *walk) list(f Field, items []any, given any) {
	if f.schema.Items == nil || f.schema.Items.Schema == nil {
		return
	}
	all, _ := given.([]any)
	for i, item := range items {
		at := Field{Path: f.Path + "[" + label(item, f.schema, i) + "]", Given: f.Given, schema: f.schema.Items.Schema, steps: append(slices.Clone(f.steps), i)}
		var own any
		if i < len(all) {
			own = all[i]
		}
		w.value(at, item, own)
	}
}

// label names an item of a list: by its key, by its value, or by its position.
func label(item any, list *extv1.JSONSchemaProps, i int) string {
	object, isObject := item.(map[string]any)
	if !isObject {
		return fmt.Sprint(item)
	}
	var keys []string
	for _, k := range list.XListMapKeys {
		keys = append(keys, fmt.Sprint(object[k]))
	}
	if len(keys) == 0 {
		return strconv.Itoa(i)
	}
	return strings.Join(keys, ",")
}

// set returns a copy of a value in which the field at the steps has another value.
func set(root any, steps []any, value any) any {
	if len(steps) == 0 {
		return value
	}
	switch step := steps[0].(type) {
	case string:
		object, _ := root.(map[string]any)
		out := maps.Clone(object)
		if _, remove := value.(removed); remove && len(steps) == 1 {
			delete(out, step)
			return out
		}
		out[step] = set(object[step], steps[1:], value)
		return out
	case int:
		list, _ := root.([]any)
		if _, remove := value.(removed); remove && len(steps) == 1 {
			return slices.Delete(slices.Clone(list), step, step+1)
		}
		out := slices.Clone(list)
		out[step] = set(list[step], steps[1:], value)
		return out
	}
	return root
}

// removed is the value of a field that is removed.
type removed struct{}

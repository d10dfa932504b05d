package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

const referenceHead = `<!-- Code generated from the Go types in apis/xplatform/` + version + ` by hack/generate. DO NOT EDIT. -->

# API reference

One spec, two kinds: the claim ` + "`Platform`" + ` of ` + "`xplatform.dev/" + version + "`" + ` (its composite is ` + "`XPlatform`" + `),
and the namespaced ` + "`Platform`" + ` of ` + "`m.xplatform.dev/" + version + "`" + `. Each section describes one object;
required fields come first. ` + "`kubectl explain platforms.xplatform.dev.spec`" + ` shows the same descriptions.
`

// reference writes the API reference in Markdown, with one section per object.
func reference(s schema) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(referenceHead)
	section(&out, "spec", s.spec)
	section(&out, "status", s.status)
	return out.Bytes(), nil
}

// section writes the table of one object, and then those of the objects in it.
func section(out *bytes.Buffer, path string, p apiextensionsv1.JSONSchemaProps) {
	fmt.Fprintf(out, "\n## %s\n\n%s\n\n", path, paragraph(p.Description))
	out.WriteString("| field | type | default | description |\n|---|---|---|---|\n")
	names := fieldNames(p)
	for _, name := range names {
		child := p.Properties[name]
		fmt.Fprintf(out, "| `%s` | %s | %s | %s |\n", name, typeOf(child), defaultOf(child, slices.Contains(p.Required, name)), describe(child))
	}
	for _, r := range p.XValidations {
		fmt.Fprintf(out, "\nRule: %s.\n", r.Message)
	}
	for _, name := range names {
		child, suffix := element(p.Properties[name])
		if len(child.Properties) > 0 {
			section(out, path+"."+name+suffix, child)
		}
	}
}

// fieldNames returns the names of the object's fields: required ones first, then
// by name.
func fieldNames(p apiextensionsv1.JSONSchemaProps) []string {
	names := make([]string, 0, len(p.Properties))
	for name := range p.Properties {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := slices.Contains(p.Required, names[i]), slices.Contains(p.Required, names[j])
		if a != b {
			return a
		}
		return names[i] < names[j]
	})
	return names
}

// element returns the schema of the elements of a list or map, and the suffix of
// their path.
func element(p apiextensionsv1.JSONSchemaProps) (apiextensionsv1.JSONSchemaProps, string) {
	switch {
	case p.Items != nil && p.Items.Schema != nil:
		return *p.Items.Schema, "[]"
	case p.AdditionalProperties != nil && p.AdditionalProperties.Schema != nil:
		return *p.AdditionalProperties.Schema, ".<key>"
	}
	return p, ""
}

func typeOf(p apiextensionsv1.JSONSchemaProps) string {
	switch {
	case p.Items != nil && p.Items.Schema != nil:
		return "list of " + typeOf(*p.Items.Schema)
	case p.AdditionalProperties != nil && p.AdditionalProperties.Schema != nil:
		return "map of " + typeOf(*p.AdditionalProperties.Schema)
	}
	return p.Type
}

func defaultOf(p apiextensionsv1.JSONSchemaProps, required bool) string {
	switch {
	case required:
		return "**required**"
	case p.Default != nil && string(p.Default.Raw) != "{}":
		return "`" + strings.Trim(string(p.Default.Raw), `"`) + "`"
	}
	return ""
}

// describe returns the field's description with its limits.
func describe(p apiextensionsv1.JSONSchemaProps) string {
	parts := []string{paragraph(p.Description)}
	if values := enumOf(p); values != "" {
		parts = append(parts, "One of "+values+".")
	}
	if p.Example != nil {
		parts = append(parts, "Example: `"+strings.Trim(string(p.Example.Raw), `"`)+"`.")
	}
	// Those of an object are in its own section.
	if e, _ := element(p); len(e.Properties) == 0 {
		for _, r := range p.XValidations {
			parts = append(parts, "Rule: "+r.Message+".")
		}
	}
	return strings.ReplaceAll(strings.Join(parts, " "), "|", `\|`)
}

// enumOf lists the values that a field, or an element of it, can have.
func enumOf(p apiextensionsv1.JSONSchemaProps) string {
	p, _ = element(p)
	values := make([]string, len(p.Enum))
	for i, raw := range p.Enum {
		var v any
		// The values were encoded by the schema's generator.
		_ = json.Unmarshal(raw.Raw, &v)
		values[i] = fmt.Sprintf("`%v`", v)
	}
	return strings.Join(values, ", ")
}

// paragraph puts a string on one line.
func paragraph(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

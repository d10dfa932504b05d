package v1alpha1

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kube-openapi/pkg/validation/strfmt"
	"k8s.io/kube-openapi/pkg/validation/validate"
)

// rootPath is where every path in a fault begins.
const rootPath = "spec"

//go:embed zz_generated.schema.json
var schemaJSON []byte

// specSchema is the generated schema of the spec. It is parsed when it is first
// needed and shared from then on, so it must not be changed.
var specSchema = sync.OnceValue(func() *spec.Schema {
	s := &spec.Schema{}
	if err := json.Unmarshal(schemaJSON, s); err != nil {
		panic(fmt.Sprintf("cannot parse the embedded schema: %v", err))
	}
	return s
})

// specValidator checks a spec against the schema. It holds no state and can be
// used by several goroutines.
var specValidator = sync.OnceValue(func() *validate.SchemaValidator {
	return validate.NewSchemaValidator(specSchema(), nil, rootPath, strfmt.Default)
})

// typeOf is the JSON type that a schema asks for.
func typeOf(s *spec.Schema) string {
	if len(s.Type) == 0 {
		return ""
	}
	return s.Type[0]
}

// itemsOf is the schema of a list's elements, or nil.
func itemsOf(s *spec.Schema) *spec.Schema {
	if s.Items == nil {
		return nil
	}
	return s.Items.Schema
}

// valuesOf is the schema of a map's values, or nil.
func valuesOf(s *spec.Schema) *spec.Schema {
	if s.AdditionalProperties == nil {
		return nil
	}
	return s.AdditionalProperties.Schema
}

// childOf is the schema of what an object or map holds under key, or nil when
// the schema does not know it.
func childOf(s *spec.Schema, key string) *spec.Schema {
	if child, ok := s.Properties[key]; ok {
		return &child
	}
	return valuesOf(s)
}

// listType returns how order and identity of a list's elements are treated:
// "set", "map" or, where the list is one value, "atomic".
func listType(s *spec.Schema) string {
	t, _ := s.Extensions.GetString("x-kubernetes-list-type")
	return t
}

// listKey is the field that tells the elements of a list of type map apart.
func listKey(s *spec.Schema) string {
	keys, _ := s.Extensions.GetStringSlice("x-kubernetes-list-map-keys")
	return strings.Join(keys, ",")
}

// lookup finds the schema of the field at a path such as spec.services[0].name,
// and an example of what to write there.
func lookup(path string) (*spec.Schema, any) {
	s, example := specSchema(), any(nil)
	for _, part := range strings.Split(path, ".")[1:] {
		name, _, isElement := strings.Cut(part, "[")
		child, known := s.Properties[name]
		if !known {
			// The rest is the key of a map, which may itself hold dots. The
			// example is that of the map.
			if values := valuesOf(s); values != nil {
				return values, example
			}
			return s, example
		}
		s, example = &child, cmp.Or(child.Example, child.Default)
		if items := itemsOf(s); isElement && items != nil {
			s, example = items, first(example)
		}
	}
	return s, example
}

// first is the first element of a list, or nil.
func first(list any) any {
	if l, ok := list.([]any); ok && len(l) > 0 {
		return l[0]
	}
	return nil
}

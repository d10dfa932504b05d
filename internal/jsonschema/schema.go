// Package jsonschema writes the schema of platforms for editors, as JSON Schema. Editors
// complete and check a claim by it; rules about several fields are checked by xplatform
// validate.
package jsonschema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// Address is where the schemas of the main branch are published.
const Address = "https://raw.githubusercontent.com/xplatform-dev/xplatform/main/docs/schema/"

// Files of the schemas below docs/schema.
const (
	ClaimFile      = "platform.json"
	NamespacedFile = "platform-namespaced.json"
)

// Claim returns the schema of the claim, by the definition of the cluster family.
func Claim(definition []byte) ([]byte, error) {
	return write(definition, ClaimFile, "xplatform.dev/v1alpha1")
}

// Namespaced returns the schema of the namespaced platform, by its definition.
func Namespaced(definition []byte) ([]byte, error) {
	return write(definition, NamespacedFile, "m.xplatform.dev/v1alpha1")
}

// object is a JSON object.
type object = map[string]any

func write(definition []byte, file, apiVersion string) ([]byte, error) {
	props, err := render.Schema(definition)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(props)
	if err != nil {
		return nil, fmt.Errorf("cannot encode the schema: %w", err)
	}
	root := object{}
	if err := json.Unmarshal(raw, &root); err != nil {
		return nil, fmt.Errorf("cannot read the schema: %w", err)
	}
	convert(root)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["$id"] = Address + file
	root["title"] = "Platform " + apiVersion
	root["required"] = []string{"apiVersion", "kind", "metadata", "spec"}
	properties, _ := root["properties"].(object)
	properties["apiVersion"] = object{"const": apiVersion}
	properties["kind"] = object{"const": "Platform"}
	properties["metadata"] = metadata()
	properties["status"] = object{"type": "object", "description": "State of the platform. It is not written in a claim."}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("cannot encode the schema: %w", err)
	}
	return out.Bytes(), nil
}

// metadata is the schema of what a claim has in common with all objects. Names are
// values of labels as well, which have 63 characters at most.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
func metadata() object {
	texts := object{"type": "object", "additionalProperties": object{"type": "string"}}
	return object{
		"type":     "object",
		"required": []string{"name"},
		"properties": object{
			"name":        object{"type": "string", "description": "Name of the platform, at most 63 characters.", "minLength": 1, "maxLength": 63},
			"namespace":   object{"type": "string", "description": "Namespace of the platform.", "maxLength": 63},
			"labels":      texts,
			"annotations": texts,
		},
	}
}

// convert turns an OpenAPI schema of Kubernetes into JSON Schema, in place.
func convert(s object) {
	if example, ok := s["example"]; ok {
		s["examples"] = []any{example}
		delete(s, "example")
	}
	if s["x-kubernetes-list-type"] == "set" {
		s["uniqueItems"] = true
	}
	open := s["x-kubernetes-preserve-unknown-fields"] == true
	for key := range s {
		if strings.HasPrefix(key, "x-kubernetes-") {
			delete(s, key)
		}
	}
	properties, ok := s["properties"].(object)
	if _, limited := s["additionalProperties"]; ok && !open && !limited {
		s["additionalProperties"] = false
	}
	for _, p := range properties {
		convertAny(p)
	}
	convertAny(s["items"])
	convertAny(s["additionalProperties"])
}

func convertAny(v any) {
	if s, ok := v.(object); ok {
		convert(s)
	}
}

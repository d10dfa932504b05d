package jsonschema

import (
	"encoding/json"
	"testing"

	"github.com/xplatform-dev/xplatform/apis/xplatform"
)

// TestObjectsAreClosed fails when an object with fields takes others: editors would not
// show a misspelt field.
func TestObjectsAreClosed(t *testing.T) {
	for name, write := range map[string]func([]byte) ([]byte, error){"Claim": Claim, "Namespaced": Namespaced} {
		definition := xplatform.Definition
		if name == "Namespaced" {
			definition = xplatform.NamespacedDefinition
		}
		raw, err := write(definition)
		if err != nil {
			t.Fatal(err)
		}
		var root map[string]any
		if err := json.Unmarshal(raw, &root); err != nil {
			t.Fatal(err)
		}
		properties, _ := root["properties"].(map[string]any)
		spec, _ := properties["spec"].(map[string]any)
		closed(t, name+".spec", spec)
		if root["additionalProperties"] != false {
			t.Errorf("%s takes unknown fields beside spec", name)
		}
	}
}

func closed(t *testing.T, path string, s map[string]any) {
	t.Helper()
	properties, ok := s["properties"].(map[string]any)
	if _, limited := s["additionalProperties"]; ok && !limited {
		t.Errorf("%s takes unknown fields", path)
	}
	for key := range s {
		if len(key) > 2 && key[:2] == "x-" {
			t.Errorf("%s has %s, which is not JSON Schema", path, key)
		}
	}
	for name, p := range properties {
		below, _ := p.(map[string]any)
		closed(t, path+"."+name, below)
	}
	if items, ok := s["items"].(map[string]any); ok {
		closed(t, path+"[]", items)
	}
}

func TestDefinitionIsRead(t *testing.T) {
	if _, err := Claim([]byte("spec: {}")); err == nil {
		t.Error("a definition without versions has no schema")
	}
}

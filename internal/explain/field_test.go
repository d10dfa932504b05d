package explain

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/render"
)

func TestFieldsNameItemsAndTellDefaults(t *testing.T) {
	schema, err := render.Schema(render.PairOf(render.FamilyCluster).Definition)
	if err != nil {
		t.Fatal(err)
	}
	props := schema.Properties["spec"]
	given := map[string]any{"region": "eu-central-1", "zones": []any{"a", "b"}, "services": []any{map[string]any{"name": "chat", "paths": []any{"/chat/*"}}}}
	spec := map[string]any{
		"region": "eu-central-1", "zones": []any{"a", "b"}, "compositionRef": map[string]any{"name": "x"},
		"services": []any{map[string]any{"name": "chat", "paths": []any{"/chat/*"}, "cpu": int64(256)}},
	}
	fields := fieldsOf(spec, given, &props)
	got := make([]string, 0, len(fields))
	for _, f := range fields {
		got = append(got, f.String())
	}
	want := []string{
		"spec.region = eu-central-1 (claim)",
		"spec.services[chat] (claim)",
		"spec.services[chat].cpu = 256 (default)",
		"spec.services[chat].name = chat (claim)",
		"spec.services[chat].paths[/chat/*] = /chat/* (claim)",
		"spec.zones[a] = a (claim)",
		"spec.zones[b] = b (claim)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fieldsOf(...): -want, +got:\n%s", diff)
	}
}

func TestSetLeavesTheOriginal(t *testing.T) {
	spec := map[string]any{"zones": []any{"a", "b"}, "edge": map[string]any{"port": int64(1)}}
	cases := map[string]struct {
		reason string
		steps  []any
		value  any
		want   any
	}{
		"Value":  {"A field below an object is set.", []any{"edge", "port"}, int64(2), map[string]any{"zones": []any{"a", "b"}, "edge": map[string]any{"port": int64(2)}}},
		"Item":   {"An item of a list is set.", []any{"zones", 0}, "c", map[string]any{"zones": []any{"c", "b"}, "edge": map[string]any{"port": int64(1)}}},
		"Remove": {"A field is removed.", []any{"edge"}, removed{}, map[string]any{"zones": []any{"a", "b"}}},
		"Drop":   {"An item is removed.", []any{"zones", 1}, removed{}, map[string]any{"zones": []any{"a"}, "edge": map[string]any{"port": int64(1)}}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, set(spec, tc.steps, tc.value)); diff != "" {
				t.Errorf("%s\nset(%v): -want, +got:\n%s", tc.reason, tc.steps, diff)
			}
		})
	}
	if want := (map[string]any{"zones": []any{"a", "b"}, "edge": map[string]any{"port": int64(1)}}); !cmp.Equal(want, spec) {
		t.Errorf("set(...) changed the original: %v", spec)
	}
}

func TestAlternativesDiffer(t *testing.T) {
	cases := map[string]struct {
		reason string
		value  any
		want   any
	}{
		"Bool":   {"The other value.", true, false},
		"Number": {"The next number.", int64(256), int64(257)},
		"Power":  {"Sizes double.", int64(256), int64(512)},
		"Block":  {"Another block, whose mask stays.", "10.0.0.0/16", "10.1.0.0/16"},
		"Image":  {"Another tag.", "registry/chat:1.4.0", "registry/chat:1.4.1"},
		"Zone":   {"The zone after the next, as both may be in use.", "a", "c"},
		"Path":   {"A path below.", "/chat/*", "/chat/x/*"},
	}
	schema, err := render.Schema(render.PairOf(render.FamilyCluster).Definition)
	if err != nil {
		t.Fatal(err)
	}
	region := schema.Properties["spec"].Properties["region"]
	region.Example = nil
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := alternatives(Field{Value: tc.value, schema: &region})
			if !slices.Contains(got, tc.want) || slices.Contains(got, tc.value) {
				t.Errorf("%s\nalternatives(%v): got %v, want %v among them", tc.reason, tc.value, got, tc.want)
			}
		})
	}
}

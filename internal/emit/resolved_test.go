package emit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

func TestWithResolved(t *testing.T) {
	ref := func(name string) map[string]any { return map[string]any{"name": name} }
	cases := map[string]struct {
		reason                  string
		desired, observed, want map[string]any
	}{
		"Two": {
			reason:   "Values of unchanged references are added.",
			desired:  map[string]any{"aRef": ref("x"), "bRef": ref("y")},
			observed: map[string]any{"aRef": ref("x"), "a": "1", "bRef": ref("y"), "b": "2"},
			want:     map[string]any{"aRef": ref("x"), "a": "1", "bRef": ref("y"), "b": "2"},
		},
		"OneChanges": {
			reason:   "The value of a reference that changes is left to the provider.",
			desired:  map[string]any{"aRef": ref("x"), "bRef": ref("z")},
			observed: map[string]any{"aRef": ref("x"), "a": "1", "bRef": ref("y"), "b": "2"},
			want:     map[string]any{"aRef": ref("x"), "a": "1", "bRef": ref("z")},
		},
		"Single": {
			reason:   "The value of a single reference is not added: there is no other that could be removed.",
			desired:  map[string]any{"aRef": ref("x")},
			observed: map[string]any{"aRef": ref("x"), "a": "1"},
			want:     map[string]any{"aRef": ref("x")},
		},
		"Nested": {
			reason:   "Values of references inside objects are added too.",
			desired:  map[string]any{"logs": map[string]any{"bucketRef": ref("b")}, "aRef": ref("x")},
			observed: map[string]any{"logs": map[string]any{"bucketRef": ref("b"), "bucket": "1"}, "aRef": ref("x"), "a": "2"},
			want:     map[string]any{"logs": map[string]any{"bucketRef": ref("b"), "bucket": "1"}, "aRef": ref("x"), "a": "2"},
		},
		"NotResolved": {
			reason:   "A value that is not known yet is not added.",
			desired:  map[string]any{"aRef": ref("x"), "bRef": ref("y")},
			observed: map[string]any{"aRef": ref("x"), "bRef": ref("y")},
			want:     map[string]any{"aRef": ref("x"), "bRef": ref("y")},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := withResolved(parameters(t, tc.desired), parameters(t, tc.observed)).Decode().AsMap()
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nwithResolved(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func parameters(t *testing.T, forProvider map[string]any) wire.Object {
	t.Helper()
	s, err := structpb.NewStruct(forProvider)
	if err != nil {
		t.Fatal(err)
	}
	return wire.Encode(s)
}

package claimfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const stream = `# A comment.
kind: ConfigMap
apiVersion: v1
metadata: {name: a}
---
apiVersion: xplatform.dev/v1alpha1
kind: Platform
metadata:
  name: shop
spec:
  region: eu-central-1
  tags: {team: web}
  services:
    - name: a
      image: i:1
    - {name: b, port: 70000}
`

func TestPosition(t *testing.T) {
	objects, faults := Parse([]byte(stream))
	if len(faults) > 0 || len(objects) != 2 {
		t.Fatalf("Parse(...): got %d objects and %v", len(objects), faults)
	}
	cases := map[string]struct {
		reason string
		path   string
		want   Position
	}{
		"Key":     {"A field is where its key is.", "spec.region", Position{11, 3}},
		"Item":    {"An item of a list is where it begins.", "spec.services[0]", Position{14, 7}},
		"Inside":  {"A field of an item is on its line.", "spec.services[1].port", Position{16, 17}},
		"MapKey":  {"A key of a map is in brackets.", "spec.tags[team]", Position{12, 10}},
		"Missing": {"A field that is missing is at the field above it.", "spec.services[0].port", Position{14, 7}},
		"Beyond":  {"An item that is missing is at its list.", "spec.services[7].name", Position{13, 3}},
		"Root":    {"Without a path the object is meant.", "", Position{6, 1}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := objects[1].Position(tc.path); got != tc.want {
				t.Errorf("%s\nPosition(%q): got %v, want %v", tc.reason, tc.path, got, tc.want)
			}
		})
	}
}

func TestParse(t *testing.T) {
	type want struct {
		names  []string
		faults []SyntaxError
	}
	cases := map[string]struct {
		reason string
		text   string
		want   want
	}{
		"List":      {"Items of a List count one by one.", "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: x}}\n- {apiVersion: v1, kind: A, metadata: {name: z}}\n", want{names: []string{"x", "z"}}},
		"Empty":     {"Comments are no object.", "# Nothing.\n---\n", want{}},
		"Duplicate": {"A key that is there twice is a fault at its line.", "---\n\nkind: A\nkind: B\n", want{faults: []SyntaxError{{Position{4, 1}, `unmarshal errors: key "kind" already set in map`}}}},
		"Broken":    {"The other documents are read.", "a: [\n---\napiVersion: v1\nkind: A\nmetadata: {name: x}\n", want{names: []string{"x"}, faults: []SyntaxError{{Position{1, 1}, "did not find expected node content"}}}},
		"Scalar":    {"A text is no object of Kubernetes.", "just text\n", want{}},
		"Values":    {"Nor are the values of a chart.", "spec: {}\n", want{}},
		"NoKind":    {"An object of xplatform needs a kind.", "---\napiVersion: xplatform.dev/v1alpha1\n", want{faults: []SyntaxError{{Position{2, 1}, "the object has no kind: write kind: Platform"}}}},
		"Items":     {"Items of a List are objects.", "apiVersion: v1\nkind: List\nitems: [7]\n", want{faults: []SyntaxError{{Position{1, 1}, "an item of the list is not an object with a kind"}}}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			objects, faults := Parse([]byte(tc.text))
			var got want
			for _, o := range objects {
				got.names = append(got.names, o.GetName())
			}
			for _, f := range faults {
				got.faults = append(got.faults, *f)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nParse(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(stream), "spec.services[1].port")
	f.Add([]byte("a: &a [*a]\n"), "a[0][0]")
	f.Add([]byte("--- {a: b}\n"), "[")
	f.Fuzz(func(_ *testing.T, data []byte, path string) {
		objects, _ := Parse(data)
		for _, o := range objects {
			o.Position(path)
		}
	})
}

package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/internal/validate"
)

const bad = `# Several faults.
apiVersion: v1
kind: ConfigMap
metadata: {name: x}
---
apiVersion: xplatform.dev/v1alpha1
kind: Platform
metadata:
  name: bad
spec:
  region: eu-central-1
  zones: [a]
  network:
    cdir: 10.0.0.0/8
  services:
    - name: a
      image: "i:1"
      port: 70000
      uses: [database]
`

func TestValidate(t *testing.T) {
	cases := map[string]struct {
		reason string
		stdin  string
		args   []string
		status int
		out    []string
		err    string
	}{
		"Examples": {"The examples are valid, other files of a directory are skipped.", "", []string{"examples"}, 0, nil, "platforms: 4, faults: 0\n"},
		"Twice":    {"A file counts once.", "", []string{farmers, "examples"}, 0, nil, "platforms: 4, faults: 0\n"},
		"Faults": {
			"All faults are told where they are.", bad, []string{"-"}, 1,
			[]string{
				"standard input:12:3: spec.zones: Invalid value: 1: should have at least 2 items.",
				"standard input:14:5: spec.network.cdir: Forbidden: unknown field; did you mean cidr?",
				"standard input:18:7: spec.services[0].port: Invalid value: 70000: should be less than or equal to 65535.",
				"standard input:19:14: spec.services[0].uses[0]: Invalid value: \"database\": the platform has no database: add spec.database, {} is enough",
			}, "platforms: 1, faults: 4\n",
		},
		"Version": {"Another version is a fault.", "apiVersion: xplatform.dev/v1\nkind: Platform\nmetadata: {name: a}\n", []string{"-"}, 1, []string{"standard input:1:1: apiVersion: xplatform.dev/v1 has no kind Platform: write xplatform.dev/v1alpha1 and Platform\n"}, "platforms: 0, faults: 1\n"},
		"Syntax":  {"A file that is no YAML is a fault at its line.", "a: b\nc: [\n", []string{"-"}, 1, []string{"standard input:"}, "faults: 1\n"},
		"None":    {"Nothing to validate is an error.", "", []string{"docs"}, 1, nil, "error: cannot find any platform in the arguments"},
		"Absent":  {"A file that does not exist is an error.", "", []string{"absent.yaml"}, 1, nil, "error: cannot read claims: stat absent.yaml: no such file or directory\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, tc.stdin, append([]string{"validate"}, tc.args...)...)
			if got.status != tc.status || !strings.Contains(got.err, tc.err) {
				t.Errorf("%s\ngot status %d and\n%s%s\nwant status %d and %s", tc.reason, got.status, got.out, got.err, tc.status, tc.err)
			}
			for _, line := range tc.out {
				if !strings.Contains(got.out, line) {
					t.Errorf("%s\n%q is missing in\n%s", tc.reason, line, got.out)
				}
			}
		})
	}
}

func TestValidateJSON(t *testing.T) {
	got := execute(t, bad, "validate", "-", "-o", "json")
	var r validate.Report
	if err := json.Unmarshal([]byte(got.out), &r); err != nil {
		t.Fatalf("%v\n%s", err, got.out)
	}
	if r.Platforms != 1 || len(r.Faults) != 4 || r.Faults[0].Line != 12 || r.Faults[0].Field != "spec.zones" || r.Faults[0].Platform != "bad" {
		t.Errorf("got %+v", r)
	}
}

func TestSchema(t *testing.T) {
	for family, file := range map[string]string{"cluster": "platform.json", "namespaced": "platform-namespaced.json"} {
		got := execute(t, "", "schema", "--family", family)
		if got.status != 0 || got.out != read(t, "docs/schema/"+file) {
			t.Errorf("schema --family %s is not docs/schema/%s, status %d: %s", family, file, got.status, got.err)
		}
	}
}

// TestHostileClaims gives each command claims that no user means: none of them panics or
// takes long, and all are refused.
func TestHostileClaims(t *testing.T) {
	head := "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: a}\n"
	var bomb strings.Builder
	bomb.WriteString("a: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'i'; c++ {
		fmt.Fprintf(&bomb, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	claims := map[string]string{
		"Empty":     "",
		"Binary":    "\x00\xff\xfe",
		"Text":      "just text",
		"List":      "- a\n- b\n",
		"NoSpec":    head,
		"SpecText":  head + "spec: text\n",
		"SpecList":  head + "spec: [1, 2]\n",
		"Metadata":  "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: [a]\nspec: {region: eu-central-1}\n",
		"Name":      "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: {a: b}}\nspec: {region: eu-central-1}\n",
		"Labels":    "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: a, labels: 7}\nspec: 7\n",
		"Kind":      "apiVersion: [xplatform.dev/v1alpha1]\nkind: {Platform: true}\n",
		"Itself":    head + "spec: &s {region: eu-central-1, network: *s}\n",
		"Bomb":      bomb.String() + head,
		"Deep":      head + "spec: " + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "\n",
		"Services":  head + "spec: {region: eu-central-1, services: [null, 7, [], {name: []}]}\n",
		"Numbers":   head + "spec: {region: 1e999, zones: [.inf, .nan, -0], network: {cidr: 0x10}}\n",
		"LongName":  "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: " + strings.Repeat("a", 100_000) + "}\nspec: {region: eu-central-1}\n",
		"ManyTypes": mistyped(t),
	}
	for _, name := range slices.Sorted(maps.Keys(claims)) {
		for _, command := range []string{"validate", "render", "plan"} {
			t.Run(name+"/"+command, func(t *testing.T) {
				start := time.Now()
				var out, errs bytes.Buffer
				if status := Run(t.Context(), []string{"xplatform", command, "-"}, strings.NewReader(claims[name]), &out, &errs); status != statusFailed {
					t.Errorf("got status %d:\n%s%s", status, out.String(), errs.String())
				}
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("it took %s", took)
				}
			})
		}
	}
}

// mistyped returns the farmers claim with another type for each field of its spec.
func mistyped(t *testing.T) string {
	t.Helper()
	var claim map[string]any
	if err := yaml.Unmarshal([]byte(read(t, farmers)), &claim); err != nil {
		t.Fatal(err)
	}
	var turn func(any) any
	turn = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for k := range v {
				v[k] = turn(v[k])
			}
			if len(v) == 0 {
				return []any{}
			}
			return v
		case []any:
			for i := range v {
				v[i] = turn(v[i])
			}
			return v
		case string:
			return 7
		default:
			return map[string]any{"a": v}
		}
	}
	claim["spec"] = turn(claim["spec"])
	out, err := yaml.Marshal(claim)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

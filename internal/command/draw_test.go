package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDraw(t *testing.T) {
	observed := "test/pipeline/cases/observed/observed.yaml"
	cases := map[string]struct {
		reason string
		stdin  string
		args   []string
		want   []string
		lacks  string
	}{
		"Farmers":  {"The drawing of the first page is that of the claim.", "", []string{farmers}, []string{read(t, "docs/farmers.svg")}, ""},
		"Stdin":    {"A claim may come from standard input.", read(t, farmers), []string{"-"}, []string{read(t, "docs/farmers.svg")}, ""},
		"Existing": {"Of a VPC that exists the identities of the claim are drawn, and no CIDR block that the simulation invents.", "", []string{"test/pipeline/cases/service-existing-network/claim.yaml"}, []string{">vpc-0123456789abcdef0<", ">subnet-0000000000000001a<"}, "10.0."},
		"Observed": {"States and messages of the provider are drawn.", "", []string{"test/pipeline/cases/observed/claim.yaml", "--observed", observed}, []string{`<g class="subnet in-public failing"><title>subnet-public-b`, "InvalidParameterValue", "dashed: not created yet"}, ""},
		"Mermaid":  {"A flowchart has the same connections.", "", []string{farmers, "--format", "mermaid"}, []string{"flowchart TB\n", `n_service_chat -->|":6379"| n_store_cache`, `n_store_database_1[("standby")]`}, "<svg"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, tc.stdin, append([]string{"draw"}, tc.args...)...)
			for _, want := range tc.want {
				if got.status != 0 || !strings.Contains(got.out, want) {
					t.Errorf("%s\nxplatform draw %s: status %d, lacks %.200q\n%s%.2000s", tc.reason, strings.Join(tc.args, " "), got.status, want, got.err, got.out)
				}
			}
			if tc.lacks != "" && strings.Contains(got.out, tc.lacks) {
				t.Errorf("%s\nxplatform draw %s: contains %q", tc.reason, strings.Join(tc.args, " "), tc.lacks)
			}
		})
	}
}

func TestDrawWritesFile(t *testing.T) {
	for file, want := range map[string]string{"a.svg": "<svg", "a.mmd": "flowchart"} {
		path := filepath.Join(t.TempDir(), file)
		got := execute(t, "", "draw", "examples/minimal/claim.yaml", "-o", path)
		content, err := os.ReadFile(path)
		if err != nil || got.status != 0 || !strings.HasPrefix(string(content), want) {
			t.Errorf("draw -o %s: status %d, %v\n%s%.100s", file, got.status, err, got.err, content)
		}
	}
	if got := execute(t, "", "draw", "examples/minimal/claim.yaml", "-o", "absent/a.svg"); got.status != 1 || !strings.Contains(got.err, "cannot write the drawing") {
		t.Errorf("draw into a directory that does not exist: status %d, %s", got.status, got.err)
	}
}

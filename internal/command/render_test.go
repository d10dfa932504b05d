package command

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const farmers = "examples/farmers/claim.yaml"

func TestRenderPrintsGolden(t *testing.T) {
	cases := map[string]struct {
		reason string
		stdin  string
		args   []string
		golden string
	}{
		"Pipe":      {"Into a pipe the YAML is printed.", "", []string{"render", farmers}, "farmers"},
		"Stdin":     {"A claim may come from standard input.", read(t, farmers), []string{"render", "-", "-o", "yaml"}, "farmers"},
		"Observed":  {"The simulation starts from what is observed.", "", []string{"render", "test/pipeline/cases/observed/claim.yaml", "--observed", "test/pipeline/cases/observed/observed.yaml"}, "observed"},
		"Composite": {"A namespaced platform has a family of its own.", "", []string{"render", "test/pipeline/cases/farmers-namespaced/claim.yaml"}, "farmers-namespaced"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, tc.stdin, tc.args...)
			want := read(t, "test/pipeline/cases/"+tc.golden+"/want.yaml")
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got.out, "\n")); got.status != 0 || diff != "" {
				t.Errorf("%s\nstatus %d\n%s-want, +got:\n%s", tc.reason, got.status, got.err, diff)
			}
			if !strings.Contains(got.err, "settled after") {
				t.Errorf("standard error does not say how far it went: %q", got.err)
			}
		})
	}
}

func TestRenderSummary(t *testing.T) {
	got := execute(t, "", "render", farmers, "--summary")
	tree := execute(t, "", "render", farmers, "-o", "summary")
	want := tree.out[:strings.LastIndex(strings.TrimSpace(tree.out), "\n")]
	if !strings.HasPrefix(got.err, want) {
		t.Errorf("--summary does not end with the summary: %s", cmp.Diff(want, got.err))
	}
	for _, line := range []string{
		"platform farmers (farmers-e0fb4), eu-central-1, 158 resources",
		"├─ network  10.0.0.0/16, 2001:db8:4b10:ef00::/56, zones a b",
		"│  │  ├─ a  10.0.10.0/24, 2001:db8:4b10:ef0a::/64  → nat-gateway-a  → egress-only-gateway",
		"│     ├─ /api/chat/*  → chat:3002",
		"│  │  ├─ 2 to 10 tasks, 0.25 vCPU, 512 MiB, port 3002, zones a b",
		"│  │  └─ reaches cache:6379, database:5432",
		"│  │  ├─ postgres 17.4, db.m7g.large, 2 instances with a standby, 100 to 500 GiB, port 5432, zones a b",
		"├─ conditions  Available: 158 of 158 ready",
	} {
		if !strings.Contains(tree.out, line+"\n") {
			t.Errorf("the summary lacks the line %q:\n%s", line, tree.out)
		}
	}
}

func TestRenderTellsWhatWaits(t *testing.T) {
	got := execute(t, "", "render", farmers, "-o", "summary", "--reconcile", "first")
	for _, line := range []string{"├─ nat-gateway-a waits for the internet gateway", "database  not created yet"} {
		if !strings.Contains(got.out, line+"\n") {
			t.Errorf("the summary lacks the line %q:\n%s", line, got.out)
		}
	}
}

func TestRenderRefuses(t *testing.T) {
	const head = "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: bad}\n"
	cases := map[string]struct {
		reason string
		claim  string
		want   string
	}{
		"Faults":   {"All faults are printed.", head + "spec: {region: eu-central-1, network: {cdir: 10.0.0.0/8}, zones: [a]}\n", "error: Platform \"bad\" is invalid:\n- spec.network.cdir: Forbidden: unknown field; did you mean cidr?\n- spec.zones: Invalid value: 1"},
		"Function": {"A fault that the functions find is fatal.", head + "spec: {region: eu-central-1, services: [{name: a, image: \"i:1\", uses: [database]}]}\n", "fatal: step network: the spec is invalid, nothing was changed:\n"},
		"NotYAML":  {"A document that is no YAML is an error.", "a: [", "error: cannot read claim from standard input: cannot read document 1"},
		"Nothing":  {"Nothing is no claim.", "", "error: cannot read claim from standard input: it holds no object at all"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, tc.claim, "render", "-")
			if got.status != 1 || got.out != "" || !strings.HasPrefix(got.err, tc.want) {
				t.Errorf("%s\ngot status %d and\n%s%s\nwant status 1 and\n%s", tc.reason, got.status, got.out, got.err, tc.want)
			}
		})
	}
}

package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/preview"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

const cases = "test/pipeline/cases/"

// planned runs plan and reads the JSON that it prints.
func planned(t *testing.T, args ...string) (preview.Plan, finished) {
	t.Helper()
	got := execute(t, "", append([]string{"plan", "-o", "json"}, args...)...)
	return planOf(t, got), got
}

func planOf(t *testing.T, got finished) preview.Plan {
	t.Helper()
	var p preview.Plan
	decoder := json.NewDecoder(strings.NewReader(got.out))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil {
		t.Fatalf("plan: %v\n%s%s", err, got.out, got.err)
	}
	return p
}

// TestPlanOfEveryCase plans every change of every case, after the claims before it: the
// steps are the reconciles of changes.txt. It calls the command without a process of its
// own, which takes half the time.
func TestPlanOfEveryCase(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("../../" + cases + "*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("cannot find any case: %v", err)
	}
	for _, dir := range dirs {
		claims := claimsOf(t, dir)
		want := reconciles(t, filepath.Join(dir, "changes.txt"))
		for i := range claims {
			label := strings.TrimSuffix(filepath.Base(claims[i]), ".yaml")
			if i == 0 && len(claims) > 1 {
				continue // Every later plan begins with it.
			}
			t.Run(filepath.Base(dir)+"/"+label, func(t *testing.T) {
				t.Parallel()
				plan, status := planCase(t, dir, claims[:i+1])
				if diff := cmp.Diff(want[label], stepLines(plan)); diff != "" {
					t.Errorf("steps differ from changes.txt: -want, +got:\n%s", diff)
				}
				if changed := status != statusOK; changed == plan.Nothing() || status == statusFailed {
					t.Errorf("status %d of a plan with nothing to do: %t", status, plan.Nothing())
				}
			})
		}
	}
}

// planCase plans the last claim of a case. Where something exists at first, the case
// says that AWS never alters it, and a plan would: then the plan is made of the turns.
func planCase(t *testing.T, dir string, claims []string) (preview.Plan, int) {
	t.Helper()
	observed := filepath.Join(dir, "observed.yaml")
	if _, err := os.Stat(observed); err == nil {
		return planGiven(t, observed, claims)
	}
	var out, errs bytes.Buffer
	args := append([]string{"xplatform", "plan", "-o", "json"}, claims...)
	status := Run(t.Context(), args, strings.NewReader(""), &out, &errs)
	return planOf(t, finished{out: out.String(), err: errs.String()}), status
}

func planGiven(t *testing.T, observed string, claims []string) (preview.Plan, int) {
	t.Helper()
	all := make([]timeline.Claim, 0, len(claims))
	for i, claim := range claims {
		r := render.Request{Claim: claim}
		if i == 0 {
			r.Observed = observed
		}
		in, err := render.Load(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, timeline.Claim{Name: claim, Input: in})
	}
	s := &render.Settling{Reconciler: pipeline.New(), Simulation: newProvider()}
	turns, err := timeline.Play(t.Context(), s, all)
	if err != nil {
		t.Fatal(err)
	}
	first := slices.IndexFunc(turns, func(turn timeline.Turn) bool { return turn.Claim == claims[len(claims)-1] })
	c := preview.Change{Before: turns[0].Observed, Turns: turns[first:], After: s.Observed}
	if first > 0 {
		c.Before, c.Composite = turns[first-1].Result.Resources, turns[first-1].Result.Composite
	}
	var out bytes.Buffer
	if err := json.NewEncoder(&out).Encode(preview.New(c)); err != nil {
		t.Fatal(err)
	}
	plan := planOf(t, finished{out: out.String()})
	if plan.Nothing() {
		return plan, statusOK
	}
	return plan, statusChanges
}

// claimsOf returns the claims of a case in their order.
func claimsOf(t *testing.T, dir string) []string {
	t.Helper()
	then, err := filepath.Glob(dir + "/then-*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(then)
	return append([]string{dir + "/claim.yaml"}, then...)
}

// reconciles reads the lines about resources from changes.txt: for each claim its
// reconciles.
func reconciles(t *testing.T, path string) map[string][][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][][]string{}
	label := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if rest, ok := strings.CutPrefix(line, "reconcile "); ok {
			_, label, _ = strings.Cut(rest, " ")
			label = strings.Trim(label, "()")
			out[label] = append(out[label], []string{})
			continue
		}
		line = strings.TrimPrefix(line, "  ")
		if len(line) > 1 && slices.Contains([]byte("+-~"), line[0]) {
			last := len(out[label]) - 1
			out[label][last] = append(out[label][last], line)
		}
	}
	return out
}

// stepLines writes the steps of a plan as changes.txt does.
func stepLines(p preview.Plan) [][]string {
	out := make([][]string, 0, len(p.Steps))
	for _, s := range p.Steps {
		gone := make([][2]string, 0, len(s.Deleted)+len(s.Released))
		rest := make([][2]string, 0, len(s.Created)+len(s.Updated))
		for _, r := range append(slices.Clone(s.Deleted), s.Released...) {
			gone = append(gone, [2]string{r.Key, "- " + r.Key})
		}
		for _, r := range s.Created {
			rest = append(rest, [2]string{r.Key, "+ " + r.Key})
		}
		for _, u := range s.Updated {
			for _, f := range u.Fields {
				rest = append(rest, [2]string{u.Key, fmt.Sprintf("~ %s %s: %s → %s", u.Key, f.Path, value(f.Old), value(f.New))})
			}
		}
		lines := []string{}
		for _, list := range [][][2]string{gone, rest} {
			slices.SortStableFunc(list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
			for _, l := range list {
				lines = append(lines, l[1])
			}
		}
		out = append(out, lines)
	}
	return out
}

func value(v any) string {
	if v == nil {
		return "nothing"
	}
	return fmt.Sprint(v)
}

// A run is one run of the command: its arguments, its exit status, and what its output
// and its errors contain.
type run struct {
	reason string
	args   []string
	status int
	out    string
	err    string
}

// checkRuns runs a subcommand with the arguments of each run.
func checkRuns(t *testing.T, subcommand []string, runs map[string]run) {
	t.Helper()
	for name, tc := range runs {
		t.Run(name, func(t *testing.T) {
			got := execute(t, "", append(slices.Clone(subcommand), tc.args...)...)
			if got.status != tc.status || !strings.Contains(got.out, tc.out) || !strings.Contains(got.err, tc.err) {
				t.Errorf("%s\ngot status %d and\n%s%s\nwant status %d and\n%s%s", tc.reason, got.status, got.out, got.err, tc.status, tc.out, tc.err)
			}
		})
	}
}

func TestPlanStatus(t *testing.T) {
	image := write(t, "image.yaml", strings.Replace(read(t, farmers), "chat:1.4.0", "chat:1.5.0", 1))
	unclaimed := write(t, "region.yaml", strings.Replace(read(t, farmers), "region: eu-central-1", "region: eu-west-1", 1))
	other := write(t, "other.yaml", strings.Replace(read(t, farmers), "name: farmers", "name: others", 1))
	checkRuns(t, []string{"plan"}, map[string]run{
		"Nothing":      {"The same claim changes nothing.", []string{farmers, farmers}, 0, "\nnothing changes\n0 to create, 0 to update, 0 to replace, 0 to delete, 0 kept\n", ""},
		"Changes":      {"A deployment is a change.", []string{farmers, image}, 2, "1 to create, 1 to update, 0 to replace, 0 to delete, 1 kept\n", ""},
		"FailOnDeploy": {"A deployment can be refused.", []string{farmers, image, "--fail-on", "delete,deploy"}, 3, "deployment ecs-service-chat taskDefinition, immediately, step 2\n", ""},
		"Deletes":      {"A deletion has a status of its own.", []string{cases + "service-removed/claim.yaml", cases + "service-removed/then-2-gone.yaml"}, 3, " to delete", ""},
		"FailOnNothing": {
			"A pipeline may accept deletions.",
			[]string{cases + "service-removed/claim.yaml", cases + "service-removed/then-2-gone.yaml", "--fail-on", ""}, 2, " to delete", "",
		},
		"Interrupts": {
			"A restart is in the maintenance window, with the page that says so.",
			[]string{cases + "database-major-upgrade/claim.yaml", cases + "database-major-upgrade/then-1-seventeen.yaml"}, 3,
			"restart database engineVersion, in the next maintenance window, step 1\n      RDS upgrades the engine, and the instance is not available meanwhile\n      https://docs.aws.amazon.com/", "",
		},
		"Kept": {
			"A store that leaves the claim is kept, and the plan says how to delete it.",
			[]string{cases + "stores-removed-and-back/claim.yaml", cases + "stores-removed-and-back/then-1-removed.yaml"}, 0, "spec.confirmDeletion: [database]", "",
		},
		"Costs":   {"Units are counted.", []string{cases + "zone-added/claim.yaml", cases + "zone-added/then-1-zone-c.yaml"}, 2, "more  NAT gateways per hour: 2 → 3\n", ""},
		"Refused": {"A change that AWS can only make by replacing is refused.", []string{farmers, unclaimed}, 1, "refused, nothing changes:\n  Platform \"farmers\" is invalid:\n  - spec.region: Invalid value: \"eu-west-1\": region cannot change", ""},
		"Two":     {"Two platforms have no plan.", []string{farmers, other}, 1, "", "they are two platforms: XPlatform farmers-e0fb4 and XPlatform others-"},
		"FailOn":  {"A category that does not exist is refused.", []string{farmers, "--fail-on", "x"}, 1, "", "error: cannot fail on \"x\": write delete, interrupt, deploy or release\n"},
		"Both":    {"What exists is observed, or follows from a claim.", []string{farmers, farmers, "--observed", farmers}, 1, "", "leave out --observed and --cluster"},
	})
}

// TestPlanFromObserved plans a change of what render printed: its steps change what
// those of the claim change.
func TestPlanFromObserved(t *testing.T) {
	observed := write(t, "observed.yaml", execute(t, "", "render", farmers).out)
	unchanged, got := planned(t, farmers, "--observed", observed)
	if !unchanged.Nothing() || got.status != statusOK {
		t.Errorf("the claim of a platform that stands changes something: %+v", unchanged.Summary)
	}
	image := write(t, "image.yaml", strings.Replace(read(t, farmers), "chat:1.4.0", "chat:1.5.0", 1))
	changed, _ := planned(t, image, "--observed", observed)
	fromClaim, _ := planned(t, farmers, image)
	if diff := cmp.Diff(fromClaim.Summary, changed.Summary); diff != "" {
		t.Errorf("plan from observed resources: -from the claim, +got:\n%s", diff)
	}
}

func TestPlanMarkdown(t *testing.T) {
	image := write(t, "image.yaml", strings.Replace(read(t, farmers), "chat:1.4.0", "chat:1.5.0", 1))
	got := execute(t, "", "plan", farmers, image, "-o", "markdown")
	for _, part := range []string{
		"### Plan of platform farmers\n\n**1 to create, 1 to update, 0 to replace, 0 to delete, 1 kept**\n",
		"| deployment | `ecs-service-chat` | `taskDefinition` | immediately, step 2 |",
		"```diff\n+ task-definition-chat-",
		"# ecs-service-chat waits for the ARN of task-definition-chat-",
	} {
		if !strings.Contains(got.out, part) {
			t.Errorf("the comment lacks %q:\n%s", part, got.out)
		}
	}
}

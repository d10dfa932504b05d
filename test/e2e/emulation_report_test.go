package e2e

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/gobuffalo/flect"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A report is the table at the end of a run. It is also written to a file, and
// lists everything that was not tested beside the results.
type report struct {
	t    *testing.T
	path string
	text strings.Builder

	// adopted are the resources that were being created when the provider ended.
	adopted []string
}

// newReport begins a report in the file that XPLATFORM_PROVIDER_REPORT names.
func newReport(t *testing.T) *report {
	t.Helper()
	return &report{t: t, path: os.Getenv("XPLATFORM_PROVIDER_REPORT")}
}

// table adds rows, whose cells are separated by tabs, under a title.
func (r *report) table(title string, rows ...string) {
	r.text.WriteString(title + "\n\n")
	w := tabwriter.NewWriter(&r.text, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, row)
	}
	_ = w.Flush() // A builder takes everything.
	r.text.WriteString("\n")
	if r.path == "" {
		return
	}
	if err := os.WriteFile(r.path, []byte(r.text.String()), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// platforms reports how many resources of each platform are ready and synced.
func (r *report) platforms(t *testing.T, e *emulation, platforms []*platform) {
	t.Helper()
	rows := make([]string, 0, len(platforms))
	all := e.collect(platforms)
	for _, f := range platforms {
		c, family := all.tally(f), "cluster"
		if f.kind == namespaced {
			family = "namespaced"
		}
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s", f.o.GetName(), family, c))
		if why := e.forTest(f).unsettled(); why != "" || len(c.missing) > 0 {
			t.Errorf("%s: %s: %s", f.o.GetName(), c, why)
			rows = append(rows, "\t\tnot standing: "+oneLine(why))
		}
	}
	r.table("Platforms", rows...)
}

// kindRow counts the resources of one kind.
type kindRow struct {
	resources, settled int
	specs, writes      int64
}

type kindRows map[string]*kindRow

func (rows kindRows) of(kind string) *kindRow {
	if rows[kind] == nil {
		rows[kind] = &kindRow{}
	}
	return rows[kind]
}

// kinds reports the writes at rest, by kind, and fails if there are any.
func (r *report) kinds(t *testing.T, e *emulation, rows kindRows, limit time.Duration) {
	t.Helper()
	lines := make([]string, 1, len(rows)+2)
	lines[0] = "kind\tresources\tReady and Synced\tchanges of specs\twrites by the provider\tmoto lacks"
	var total kindRow
	for _, kind := range slices.Sorted(maps.Keys(rows)) {
		row := rows[kind]
		because := e.rewrites(kind)
		lines = append(lines, row.line(kind)+because)
		total.resources, total.settled = total.resources+row.resources, total.settled+row.settled
		total.specs, total.writes = total.specs+row.specs, total.writes+row.writes
		if row.specs > 0 || (row.writes > 0 && because == "") {
			t.Errorf("%s does not rest: its specs changed %d times, and the provider wrote %d times", kind, row.specs, row.writes)
		}
	}
	r.table(fmt.Sprintf("At rest for %s, of %d kinds", limit, len(rows)), append(lines, total.line("all"))...)
}

func (row kindRow) line(kind string) string {
	return fmt.Sprintf("%s\t%d\t%d\t%d\t%d\t", kind, row.resources, row.settled, row.specs, row.writes)
}

// requests reports the changes that moto received at rest, and fails unless a
// gap explains them.
func (r *report) requests(t *testing.T, e *emulation, requests []request) {
	t.Helper()
	count, first := map[string]int{}, map[string]request{}
	for _, q := range requests {
		if count[q.name()]++; count[q.name()] == 1 {
			first[q.name()] = q
		}
	}
	lines := make([]string, 1, len(count)+1)
	lines[0] = fmt.Sprintf("all\t%d", len(requests))
	for _, name := range slices.Sorted(maps.Keys(count)) {
		because := e.repeats(name)
		if because == "" {
			t.Errorf("at rest moto received %d times %s", count[name], first[name].describe())
		} else {
			because = "moto: " + because
		}
		lines = append(lines, fmt.Sprintf("%s\t%d\t%s", name, count[name], because))
	}
	r.table("Requests at rest that change something", lines...)
}

// listGaps reports the features that moto lacks, filled or not.
func (r *report) listGaps(gaps []gap) {
	lines := make([]string, 0, len(gaps))
	for _, g := range gaps {
		state := "not filled"
		if g.Filled != "" {
			state = "filled"
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s", state, g.ID, strings.Join(g.Kinds, ", ")))
		for _, text := range []struct{ what, says string }{{"lacks", g.Lacks}, {"filled", g.Filled}, {"not shown", g.Unproven}} {
			if text.says != "" {
				lines = append(lines, fmt.Sprintf("\t  %s: %s", text.what, oneLine(text.says)))
			}
		}
	}
	r.table("What moto lacks", lines...)
}

// listDefects reports the known defects of the provider, because of which
// resources never settle.
func (r *report) listDefects() {
	rows := make([]string, 0, len(defects))
	for _, d := range defects {
		rows = append(rows, fmt.Sprintf("%s\tversion %s\t%s\t%s", d.kind, d.versions, d.says, d.reference))
	}
	r.table("Known defects of the provider", rows...)
}

// listAdopted reports the resources whose external names were set by hand.
func (r *report) listAdopted() {
	rows := r.adopted
	if len(rows) == 0 {
		rows = []string{"none"}
	}
	r.table("Being created when the provider ended, and adopted by hand, see https://github.com/crossplane/upjet/issues/561", rows...)
}

// oneLine returns a string without line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// listUntested reports the kinds in use that no platform has, which are not
// tested.
func (r *report) listUntested(t *testing.T, rows kindRows) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "examples", "install", "activation-policy.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for kind := range rows {
		service, name, _ := strings.Cut(kind, " ")
		there[flect.Pluralize(strings.ToLower(name))+"."+service] = true
	}
	var lines []string
	active, _, _ := unstructured.NestedStringSlice(object(t, string(data), nil).Object, "spec", "activate")
	for _, crd := range active {
		kind, found := strings.CutSuffix(crd, ".aws.upbound.io")
		if found && !there[kind] {
			lines = append(lines, kind)
		}
	}
	if len(lines) == 0 {
		lines = []string{"none"}
	}
	r.table("Kinds in use that no platform here has", lines...)
}

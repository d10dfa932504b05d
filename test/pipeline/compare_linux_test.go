package pipeline

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xplatform-dev/xplatform/test/plot"
)

// compared are the numbers of services of the platforms of a comparison.
var compared = []int{0, 4, 12, 20}

// TestPeers compares the CPU time of the functions' processes in a reconcile with that
// of the peers. Each contender is measured once in each round, so that other load on the
// machine affects all of them. The test writes a table and a plot.
func TestPeers(t *testing.T) {
	bin, dir := os.Getenv("XPLATFORM_BIN"), os.Getenv("XPLATFORM_PEERS")
	if bin == "" || dir == "" {
		t.Skip("XPLATFORM_BIN and XPLATFORM_PEERS name no directories with the functions and their peers: run make bench-peers")
	}
	rounds, err := strconv.Atoi(cmp.Or(os.Getenv("XPLATFORM_ROUNDS"), "5"))
	if err != nil {
		t.Fatal(err)
	}
	c := &comparison{reconciles: []string{"first", "steady", "with managed fields"}}
	for _, services := range compared {
		c.measure(t, services, rounds, contenders(t, bin, dir))
	}
	write(t, "XPLATFORM_PEERS_TABLE", c.table())
	write(t, "XPLATFORM_PEERS_PLOT", c.plot().SVG())
}

func write(t *testing.T, variable string, content []byte) {
	t.Helper()
	if path := os.Getenv(variable); path != "" {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Logf("\n%s", content)
}

// A comparison is the result of all measurements.
type comparison struct {
	// reconciles are those of scenarios.
	reconciles []string
	names      []string
	rows       []row
}

// A row is one reconcile of one platform.
type row struct {
	resources int
	reconcile string

	// cpu has the milliseconds of each contender, and ratios those of the peers divided
	// by its own: medians of all rounds.
	cpu, ratios []float64

	// lowest and highest are the limits of the ratios.
	lowest, highest []float64

	// resident is the memory of each contender, in MiB.
	resident []float64
}

// measure compares contenders for a platform with a number of services.
func (c *comparison) measure(t *testing.T, services, rounds int, all []*contender) {
	t.Helper()
	const atLeast = time.Second
	c.names = nil
	for _, one := range all {
		c.names = append(c.names, one.name)
	}
	reconciles := scenarios(t, services)
	template := staticTemplate(t, reconciles[1])
	for i, s := range reconciles {
		prepare(t, all, s, template)
		cpu, ratios := make([][]float64, len(all)), make([][]float64, len(all))
		for round := range rounds + 1 {
			took := make([]float64, len(all))
			for at := range all {
				at = (at + round) % len(all) // The order rotates.
				took[at] = all[at].reconcile(t, atLeast)
			}
			if round == 0 {
				continue // The first round fills caches.
			}
			for at := range all {
				cpu[at] = append(cpu[at], took[at])
				ratios[at] = append(ratios[at], took[len(all)-1]/took[at])
			}
		}
		r := row{resources: strings.Count(template, "---\n"), reconcile: c.reconciles[i]}
		for at, one := range all {
			r.cpu, r.ratios = append(r.cpu, median(cpu[at])), append(r.ratios, median(ratios[at]))
			r.lowest, r.highest = append(r.lowest, slices.Min(ratios[at])), append(r.highest, slices.Max(ratios[at]))
			r.resident = append(r.resident, one.resident(t))
		}
		c.rows = append(c.rows, r)
	}
}

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[len(sorted)/2] + sorted[(len(sorted)-1)/2]) / 2
}

// table returns the comparison in Markdown.
func (c *comparison) table() []byte {
	var b bytes.Buffer
	ours := c.names[:len(c.names)-1]
	fmt.Fprintf(&b, "| resources | reconcile | %s | %s |\n|---|---|%s\n",
		strings.Join(c.names, " | "), strings.Join(ours, ", times less | ")+", times less", strings.Repeat("---|", len(c.names)+len(ours)))
	for _, r := range c.rows {
		fmt.Fprintf(&b, "| %d | %s |", r.resources, r.reconcile)
		for i := range c.names {
			fmt.Fprintf(&b, " %.1f ms, %.0f MiB |", r.cpu[i], r.resident[i])
		}
		for i := range ours {
			fmt.Fprintf(&b, " **%.1f** (%.1f to %.1f) |", r.ratios[i], r.lowest[i], r.highest[i])
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// plot returns a plot with a panel for each reconcile.
func (c *comparison) plot() plot.Plot {
	p := plot.Plot{Title: "CPU time of the functions' processes in a reconcile", X: "resources", Y: "ms"}
	for _, reconcile := range c.reconciles {
		panel := plot.Panel{Title: reconcile}
		for i := len(c.names) - 1; i >= 0; i-- {
			line := plot.Line{Name: c.names[i]}
			for _, r := range c.rows {
				if r.reconcile == reconcile {
					line.Points = append(line.Points, plot.Point{X: float64(r.resources), Y: r.cpu[i]})
				}
			}
			panel.Lines = append(panel.Lines, line)
		}
		p.Panels = append(p.Panels, panel)
	}
	return p
}

package e2e

import (
	"bufio"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// metric adds up those of Crossplane's counters of a name whose labels hold all of
// some texts.
func (p *plane) metric(name string, with ...string) int {
	p.t.Helper()
	address, err := os.ReadFile(filepath.Join(p.dir, "metrics.address"))
	if err != nil {
		p.t.Fatal(err)
	}
	response, err := http.Get("http://" + string(address) + "/metrics")
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	without := func(labels string) bool {
		return slices.ContainsFunc(with, func(text string) bool { return !strings.Contains(labels, text) })
	}
	sum := 0
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		labels, value, ok := strings.Cut(lines.Text(), "} ")
		if n, err := strconv.ParseFloat(value, 64); ok && err == nil && strings.HasPrefix(labels, name+"{") && !without(labels) {
			sum += int(n)
		}
	}
	return sum
}

package e2e

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// metrics is the client that requests counters. Crossplane answers at once, or
// not at all.
var metrics = http.Client{Timeout: 10 * time.Second}

// metric returns the sum of Crossplane's counters of a name whose labels
// contain all given strings.
func (p *plane) metric(name string, with ...string) int {
	p.t.Helper()
	address, err := os.ReadFile(filepath.Join(p.dir, "metrics.address"))
	if err != nil {
		p.t.Fatal(err)
	}
	var counters []byte
	p.answer("read counters", func() error {
		response, err := metrics.Get("http://" + string(address) + "/metrics")
		if err != nil {
			return err
		}
		defer response.Body.Close()
		counters, err = io.ReadAll(response.Body)
		return err
	})
	without := func(labels string) bool {
		return slices.ContainsFunc(with, func(text string) bool { return !strings.Contains(labels, text) })
	}
	sum := 0
	for lines := bufio.NewScanner(bytes.NewReader(counters)); lines.Scan(); {
		labels, value, ok := strings.Cut(lines.Text(), "} ")
		if n, err := strconv.ParseFloat(value, 64); ok && err == nil && strings.HasPrefix(labels, name+"{") && !without(labels) {
			sum += int(n)
		}
	}
	return sum
}

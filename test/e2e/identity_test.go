package e2e

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

type awsResource = simulatedaws.Resource

// identities are those of the objects of a platform.
func (f *platform) identities() map[string]string {
	f.t.Helper()
	all := map[string]string{}
	for key, o := range f.resources() {
		all[key] = string(o.GetUID())
	}
	return all
}

// unchanged fails where an object is another one than before, or gone.
func (f *platform) unchanged(before map[string]string) {
	f.t.Helper()
	now := f.identities()
	for key, uid := range before {
		if now[key] != uid {
			f.t.Errorf("%s was replaced or deleted", key)
		}
	}
}

// calls says how often Crossplane has called functions by now, and what its
// circuit breaker did.
func (f *platform) calls() string {
	f.t.Helper()
	calls := f.metric("function_run_function_request_total", "network")
	return fmt.Sprintf("%d calls of a function, %d events at the circuit breaker, of which it dropped %d",
		calls, f.metric("circuit_breaker_events_total"), f.metric("circuit_breaker_events_total", "Dropped"))
}

// metric adds up those of Crossplane's counters of a name whose labels hold all of
// some texts.
func (f *platform) metric(name string, with ...string) int {
	f.t.Helper()
	address, err := os.ReadFile(filepath.Join(f.dir, "metrics.address"))
	if err != nil {
		f.t.Fatal(err)
	}
	response, err := http.Get("http://" + string(address) + "/metrics")
	if err != nil {
		f.t.Fatal(err)
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

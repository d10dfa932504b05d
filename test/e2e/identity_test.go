package e2e

import (
	"bufio"
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

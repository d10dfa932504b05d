package edge

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// matches is AWS's documented meaning of a pattern: * is any number of
// characters, ? is one. An empty pattern is a condition that is not there.
func matches(pattern, text string) bool {
	var from func(p, s string) bool
	from = func(p, s string) bool {
		switch {
		case p == "":
			return s == ""
		case p[0] == '*':
			return from(p[1:], s) || s != "" && from(p, s[1:])
		}
		return s != "" && (p[0] == '?' || p[0] == s[0]) && from(p[1:], s[1:])
	}
	return pattern == "" || from(pattern, text)
}

// byRules is the service that AWS picks: the lowest priority that matches.
func byRules(rules []ListenerRule, host, path string) string {
	service, best := "", 0
	for _, rule := range rules {
		hit := len(rule.Hosts) == 0 || slices.ContainsFunc(rule.Hosts, func(h string) bool { return matches(h, host) })
		if hit && matches(rule.Path, path) && (best == 0 || rule.Priority < best) {
			service, best = rule.Service, rule.Priority
		}
	}
	return service
}

// rank is where a route stands by docs/routing.md: the smaller, the earlier.
// It is written for patterns as users write them.
func rank(s v1alpha1.ServiceSpec, host, path string) []int {
	priority := 20000
	if s.Priority != nil {
		priority = int(*s.Priority)
	}
	if host == "" && path == "/*" {
		priority = 50000 // The default, after all other rules.
	}
	hostClass := 2
	switch {
	case host != "" && !strings.ContainsAny(host, "*?"):
		hostClass = 0
	case host != "":
		hostClass = 1
	}
	anyPath := 0
	if path == "" || path == "/*" {
		path, anyPath = "", 1
	}
	out := append([]int{priority, hostClass}, rankPattern(host)...)
	return append(append(out, anyPath), rankPattern(path)...)
}

func rankPattern(p string) []int {
	literal, wild := len(p), 0
	if i := strings.IndexAny(p, "*?"); i >= 0 {
		literal, wild = i, 1
	}
	ones, stars := strings.Count(p, "?"), strings.Count(p, "*")
	return []int{-literal, wild, -(len(p) - stars), -(len(p) - stars - ones), stars}
}

// bySpecification is the service of the most specific route that matches. Routes
// of one rank are told apart by their text.
func bySpecification(services []v1alpha1.ServiceSpec, host, path string) string {
	type hit struct {
		rank             []int
		host, path, name string
	}
	var hits []hit
	for _, s := range services {
		for _, h := range orEmpty(s.Hosts) {
			for _, p := range orEmpty(s.Paths) {
				if len(s.Hosts)+len(s.Paths) > 0 && matches(h, host) && matches(p, path) {
					hits = append(hits, hit{rank(s, h, p), h, p, s.Name})
				}
			}
		}
	}
	if len(hits) == 0 {
		return ""
	}
	return slices.MinFunc(hits, func(a, b hit) int {
		return cmp.Or(slices.Compare(a.rank, b.rank), cmp.Compare(a.host, b.host), cmp.Compare(a.path, b.path))
	}).name
}

func orEmpty(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// A world makes up services, requests and what AWS has of them.
type world struct {
	*rand.Rand

	services []v1alpha1.ServiceSpec
	seen     observed.Resources
}

func (w *world) path() string {
	parts := []string{"a", "b", "ab", "*", "?", "a*", "*b", "?a"}
	var b strings.Builder
	for range 1 + w.IntN(3) {
		b.WriteString("/" + parts[w.IntN(len(parts))])
	}
	if w.IntN(3) == 0 {
		b.WriteString("/*")
	}
	return strings.NewReplacer("*?", "?*").Replace(b.String())
}

func (w *world) host() string {
	hosts := []string{"a.org", "b.org", "a.b.org", "*.org", "*.b.org", "?.org", "a*.org", "?*.b.org", "*b.org"}
	return hosts[w.IntN(len(hosts))]
}

// change adds, removes or moves something, and takes it back if that makes the
// services invalid. It reports what it did.
func (w *world) change() bool {
	before := w.services
	w.services = clone(before)
	switch n := w.IntN(10); {
	case n < 2 && len(w.services) < 8 || len(w.services) == 0:
		w.services = append(w.services, service("s"+strconv.Itoa(w.IntN(1000)), w.path()))
	case n < 3:
		i := w.IntN(len(w.services))
		w.services = slices.Delete(w.services, i, i+1)
	case n < 6:
		s := w.any()
		s.Paths = append(s.Paths, w.path())
	case n < 7:
		s := w.any()
		s.Hosts = append(s.Hosts, w.host())
	case n < 8:
		w.prune(w.any())
	case n < 9:
		w.move(w.any(), w.any())
	default:
		w.any().Priority = [](*int64){nil, new(int64(1 + w.IntN(30))), new(int64(9980 + w.IntN(25))), new(int64(40000 + w.IntN(20)))}[w.IntN(4)]
	}
	if !valid(w.services) {
		w.services = before
		return false
	}
	return true
}

func (w *world) any() *v1alpha1.ServiceSpec { return &w.services[w.IntN(len(w.services))] }

func (w *world) prune(s *v1alpha1.ServiceSpec) {
	if len(s.Paths) > 0 && w.IntN(2) == 0 {
		s.Paths = s.Paths[1:]
	} else if len(s.Hosts) > 0 {
		s.Hosts = s.Hosts[1:]
	}
}

func (w *world) move(from, to *v1alpha1.ServiceSpec) {
	if len(from.Paths) > 0 && from != to {
		to.Paths = append(to.Paths, from.Paths[0])
		from.Paths = from.Paths[1:]
	}
}

func clone(services []v1alpha1.ServiceSpec) []v1alpha1.ServiceSpec {
	out := slices.Clone(services)
	for i := range out {
		out[i].Paths, out[i].Hosts = slices.Clone(out[i].Paths), slices.Clone(out[i].Hosts)
	}
	return out
}

// valid asks the product: what it refuses need not be routed.
func valid(services []v1alpha1.ServiceSpec) bool {
	faults := v1alpha1.Validate(&v1alpha1.PlatformSpec{
		Zones: []v1alpha1.Zone{"a", "b"}, Services: services, Edge: &v1alpha1.EdgeSpec{CertificateARN: "arn"},
	})
	for _, f := range faults {
		for _, part := range []string{".paths", ".hosts", ".priority", "].name"} {
			if strings.HasPrefix(f.Field, "spec.services") && strings.Contains(f.Field, part) {
				return false
			}
		}
	}
	return true
}

// apply lets AWS have what was planned. Rules that left may take their time.
func (w *world) apply(rules []ListenerRule, linger bool) {
	before := w.seen
	w.seen = observed.Resources{}
	for _, rule := range rules {
		see(w.seen, rule.Key, rule.Priority)
		if _, ok := before[rule.Key]; ok && linger && w.IntN(4) == 0 {
			// The provider has not changed it yet.
			w.seen[rule.Key].Status["priority"] = before[rule.Key].Status["priority"]
		}
	}
	for _, k := range before.Keys("") {
		if !w.seen.Has(k) && linger && w.IntN(2) == 0 {
			w.seen[k] = before[k]
		}
	}
}

// perturb changes the observed priorities to ones that were never planned. The last number is
// the default's, and no rule ever gets it.
func (w *world) perturb() {
	for _, k := range w.seen.Keys("") {
		switch w.IntN(6) {
		case 0:
			delete(w.seen, k)
		case 1:
			w.seen[k] = observed.Resource{}
		case 2:
			see(w.seen, k, 1+w.IntN(49999))
		case 3:
			see(w.seen, k, 20000+w.IntN(20))
		}
	}
}

// check plans and checks everything that holds for any plan.
func (w *world) check(t *testing.T, requests int) []ListenerRule {
	t.Helper()
	got, err := newRouting(w.services, live.Of(w.seen))
	if err != nil {
		t.Fatalf("newRouting(...): %v", err)
	}
	taken := takenPriorities(live.Of(w.seen))
	for i, r := range got {
		if r.Priority < 1 || r.Priority > 50000 || i > 0 && r.Priority <= got[i-1].Priority {
			t.Fatalf("priorities do not rise: %v", lines(got))
		}
		holder, held := taken[r.Priority]
		if now := observedPriority(live.Of(w.seen), r.Key); now != r.Priority && held && holder != r.Key {
			t.Fatalf("%s moves from %d to %d, which %s has", r.Key, now, r.Priority, holder)
		}
	}
	for range requests {
		host, path := w.request()
		if want, is := bySpecification(w.services, host, path), byRules(got, host, path); want != is {
			t.Fatalf("%s%s: want %q, got %q\n%s\n%v", host, path, want, is, strings.Join(lines(got), "\n"), describe(w.services))
		}
	}
	w.checkOrderless(t, got)
	w.checkKept(t, got)
	return got
}

// request is one that likely matches something.
func (w *world) request() (host, path string) {
	fill := func(pattern string) string {
		var b strings.Builder
		for _, c := range pattern {
			switch c {
			case '*':
				b.WriteString([]string{"", "a", "b/a", "x"}[w.IntN(4)])
			case '?':
				b.WriteString([]string{"a", "b", "x"}[w.IntN(3)])
			default:
				b.WriteRune(c)
			}
		}
		return b.String()
	}
	host, path = fill(w.host()), fill(w.path())
	if len(w.services) > 0 {
		if s := w.any(); len(s.Paths) > 0 {
			path = fill(s.Paths[w.IntN(len(s.Paths))])
		}
	}
	return host, path
}

// checkOrderless checks that the order in which things are written means nothing.
func (w *world) checkOrderless(t *testing.T, want []ListenerRule) {
	t.Helper()
	services := clone(w.services)
	w.Shuffle(len(services), func(i, j int) { services[i], services[j] = services[j], services[i] })
	for _, s := range services {
		w.Shuffle(len(s.Paths), func(i, j int) { s.Paths[i], s.Paths[j] = s.Paths[j], s.Paths[i] })
		w.Shuffle(len(s.Hosts), func(i, j int) { s.Hosts[i], s.Hosts[j] = s.Hosts[j], s.Hosts[i] })
	}
	got, err := newRouting(services, live.Of(w.seen))
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("the order of the services matters: -want, +got:\n%s", diff)
	}
}

// checkKept checks that automatic rules stay where they are, when they are in
// order and between them is room for the new ones.
func (w *world) checkKept(t *testing.T, got []ListenerRule) {
	t.Helper()
	taken := takenPriorities(live.Of(w.seen))
	last, waiting, moved := automatic.first-1, 0, ""
	for _, r := range got {
		if !automatic.contains(r.Priority) {
			continue
		}
		n := observedPriority(live.Of(w.seen), r.Key)
		if !automatic.contains(n) {
			waiting++
			continue
		}
		room := 0
		for i := last + 1; i < n; i++ {
			if taken[i] == "" {
				room++
			}
		}
		if n <= last || room < waiting {
			return // Something has to move.
		}
		if n != r.Priority {
			moved = fmt.Sprintf("%s moves from %d to %d without need", r.Key, n, r.Priority)
		}
		last, waiting = n, 0
	}
	if moved != "" {
		t.Fatalf("%s\n%v", moved, strings.Join(lines(got), "\n"))
	}
}

// checkSettled checks that explicit priorities arrive when nothing changes.
func (w *world) checkSettled(t *testing.T) {
	t.Helper()
	for range 40 {
		w.apply(w.check(t, 0), false)
	}
	got := w.check(t, 0)
	numbers := map[string][]int{}
	for _, r := range got {
		if r.Key != name.DefaultRule {
			numbers[r.Service] = append(numbers[r.Service], r.Priority)
		}
		if now := observedPriority(live.Of(w.seen), r.Key); now != r.Priority {
			t.Fatalf("%s still moves from %d to %d", r.Key, now, r.Priority)
		}
	}
	for _, s := range w.services {
		for i, n := range numbers[s.Name] {
			if s.Priority != nil && n != int(*s.Priority)+i {
				t.Fatalf("service %s wants %d, and has %v", s.Name, *s.Priority, numbers[s.Name])
			}
		}
	}
}

func describe(services []v1alpha1.ServiceSpec) string {
	var b strings.Builder
	for _, s := range services {
		p := "automatic"
		if s.Priority != nil {
			p = strconv.Itoa(int(*s.Priority))
		}
		fmt.Fprintf(&b, "%s %v %v %s\n", s.Name, s.Hosts, s.Paths, p)
	}
	return b.String()
}

// Whatever happens to services, one change after the other, and to what is
// observed of their rules: requests go where the specification says.
func TestRoutingProperties(t *testing.T) {
	worlds, steps, requests := 150, 40, 25
	if testing.Short() {
		worlds = 15
	}
	plans, changes, rules := 0, 0, 0
	for seed := range worlds {
		w := &world{Rand: plantest.NewRandom(uint64(seed)), seen: observed.Resources{}}
		for range steps {
			if w.change() {
				changes++
			}
			if seed%3 == 2 {
				w.perturb()
			}
			got := w.check(t, requests)
			w.apply(got, seed%3 > 0)
			plans, rules = plans+1, rules+len(got)
		}
		w.checkSettled(t)
	}
	t.Logf("%d worlds, %d changes, %d plans, %d rules, %d requests", worlds, changes, plans, rules, plans*requests)
}

// As many paths as AWS gives a load balancer rules, added one by one at random
// places of the order: rules that exist move only when they must.
func TestRoutingGrows(t *testing.T) {
	random, seen, moves := plantest.NewRandom(1), observed.Resources{}, 0
	s := service("a")
	for len(s.Paths) < 100 {
		s.Paths = append(s.Paths, fmt.Sprintf("/%0*d/*", 1+random.IntN(9), random.IntN(10)+10*len(s.Paths)))
		got, err := newRouting([]v1alpha1.ServiceSpec{s}, live.Of(seen))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range got {
			if n := observedPriority(live.Of(seen), r.Key); n != 0 && n != r.Priority {
				moves++
			}
			see(seen, r.Key, r.Priority)
		}
	}
	if moves > len(s.Paths)/2 {
		t.Errorf("%d paths added one by one moved %d rules", len(s.Paths), moves)
	}
	t.Logf("%d paths added one by one moved %d rules", len(s.Paths), moves)
}

func BenchmarkRouting(b *testing.B) {
	services, seen := make([]v1alpha1.ServiceSpec, 0, 200), observed.Resources{}
	for i := range 200 {
		s := service("s" + strconv.Itoa(i))
		for j := range 5 {
			s.Paths = append(s.Paths, fmt.Sprintf("/api/service-%d/v%d/*", i, j))
			see(seen, name.ListenerRule(nil, s.Paths[j]), 10001+25*(5*i+j))
		}
		services = append(services, s)
	}
	for b.Loop() {
		if _, err := newRouting(services, live.Of(seen)); err != nil {
			b.Fatal(err)
		}
	}
}

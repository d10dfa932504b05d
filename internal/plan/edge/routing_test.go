package edge

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func service(name string, paths ...string) v1alpha1.ServiceSpec {
	return v1alpha1.ServiceSpec{Name: name, Port: 80, Paths: paths}
}

func onHosts(s v1alpha1.ServiceSpec, hosts ...string) v1alpha1.ServiceSpec {
	s.Hosts = hosts
	return s
}

func atPriority(s v1alpha1.ServiceSpec, priority int64) v1alpha1.ServiceSpec {
	s.Priority = &priority
	return s
}

// farmers are the services of examples/farmers/claim.yaml.
func farmers() []v1alpha1.ServiceSpec {
	return []v1alpha1.ServiceSpec{
		service("registration", "/api/farmers/*"),
		service("search", "/api/search/*"),
		service("chat", "/api/chat/*", "/socket.io/*"),
		service("frontend", "/*"),
	}
}

// ruled returns observed rules: paths, or hosts with paths, and their priorities.
func ruled(rules map[string]int) observed.Resources {
	seen := observed.Resources{}
	for path, n := range rules {
		see(seen, name.ListenerRule(nil, path), n)
	}
	return seen
}

func see(seen observed.Resources, k name.Key, priority int) {
	text := map[string]string{"priority": strconv.Itoa(priority)}
	seen[k] = observed.Resource{Spec: text, Status: maps.Clone(text)}
}

// lines are the rules as text: priority, host and path, service.
func lines(rules []ListenerRule) []string {
	out := make([]string, 0, len(rules))
	for _, rule := range rules {
		out = append(out, fmt.Sprintf("%d %s%s %s", rule.Priority, strings.Join(rule.Hosts, ","), rule.Path, rule.Service))
	}
	return out
}

func TestRouting(t *testing.T) {
	type args struct {
		services []v1alpha1.ServiceSpec
		seen     observed.Resources
	}
	cases := map[string]struct {
		reason string
		args   args
		want   []string
	}{
		"Farmers": {
			reason: "The longest path comes first, in steps, and /* is the last that AWS has.",
			args:   args{services: farmers()},
			want: []string{
				"20000 /api/farmers/* registration", "20100 /api/search/* search",
				"20200 /socket.io/* chat", "20300 /api/chat/* chat", "50000 /* frontend",
			},
		},
		"Between": {
			reason: "A new rule takes the middle between its neighbours, which stay.",
			args: args{
				services: append(farmers(), service("profile", "/api/profil/*")),
				seen:     ruled(map[string]int{"/api/farmers/*": 20000, "/api/search/*": 20100, "/socket.io/*": 20200, "/api/chat/*": 20300}),
			},
			want: []string{
				"20000 /api/farmers/* registration", "20050 /api/profil/* profile", "20100 /api/search/* search",
				"20200 /socket.io/* chat", "20300 /api/chat/* chat", "50000 /* frontend",
			},
		},
		"Ends": {
			reason: "Before the first and after the last rule there is room for whole steps.",
			args: args{
				services: []v1alpha1.ServiceSpec{service("a", "/aaaa", "/bbb", "/cc", "/d")},
				seen:     ruled(map[string]int{"/bbb": 20000, "/cc": 20100}),
			},
			want: []string{"19900 /aaaa a", "20000 /bbb a", "20100 /cc a", "20200 /d a"},
		},
		"Moved": {
			reason: "A path that moves to another service keeps its rule and number.",
			args: args{
				services: []v1alpha1.ServiceSpec{service("new", "/a/*"), service("old", "/bb/*")},
				seen:     ruled(map[string]int{"/a/*": 20100, "/bb/*": 20000}),
			},
			want: []string{"20000 /bb/* old", "20100 /a/* new"},
		},
		"Full": {
			reason: "Without a number between its neighbours, one of them moves, and only one.",
			args: args{
				services: []v1alpha1.ServiceSpec{service("a", "/aaaa", "/bbb", "/cc", "/d")},
				seen:     ruled(map[string]int{"/aaaa": 20000, "/cc": 20001, "/d": 20002}),
			},
			want: []string{"19801 /aaaa a", "19901 /bbb a", "20001 /cc a", "20002 /d a"},
		},
		"Leaving": {
			reason: "A number that a rule has which leaves is still taken.",
			args: args{
				services: []v1alpha1.ServiceSpec{service("a", "/aaa", "/bb")},
				seen:     ruled(map[string]int{"/aaa": 20000, "/gone": 20100}),
			},
			want: []string{"20000 /aaa a", "20101 /bb a"},
		},
		"Hosts": {
			reason: "Every host has a rule of its own: exact before wildcard before none.",
			args: args{services: []v1alpha1.ServiceSpec{
				service("api", "/api/*"),
				onHosts(service("tenants"), "*.example.org", "a.example.org"),
				onHosts(service("admin", "/admin/*", "/*"), "admin.example.org"),
			}},
			want: []string{
				"20000 admin.example.org/admin/* admin", "20100 admin.example.org admin", "20200 a.example.org tenants",
				"20300 *.example.org tenants", "20400 /api/* api",
			},
		},
		"Explicit": {
			reason: "Explicit priorities are honoured, before and after the automatic ones.",
			args: args{services: []v1alpha1.ServiceSpec{
				atPriority(service("late", "/a", "/bb"), 45000), atPriority(service("early", "/*a"), 7), service("mid", "/ccc"),
			}},
			want: []string{"7 /*a early", "20000 /ccc mid", "45000 /bb late", "45001 /a late"},
		},
		"ExplicitGrows": {
			reason: "Among the rules of one service order decides nothing, so those that exist stay.",
			args: args{
				services: []v1alpha1.ServiceSpec{atPriority(service("a", "/aaa", "/bb", "/c"), 100)},
				seen:     ruled(map[string]int{"/bb": 100, "/c": 101}),
			},
			want: []string{"100 /bb a", "101 /c a", "102 /aaa a"},
		},
		"Swap": {
			reason: "Two services that swap priorities are in the right order at once; the numbers follow.",
			args: args{
				services: []v1alpha1.ServiceSpec{atPriority(service("a", "/a"), 200), atPriority(service("b", "/b"), 100)},
				seen:     ruled(map[string]int{"/a": 100, "/b": 200}),
			},
			want: []string{"200 /b b", "300 /a a"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := newRouting(tc.args.services, live.Of(tc.args.seen))
			if err != nil {
				t.Fatalf("%s\nnewRouting(...): %v", tc.reason, err)
			}
			if diff := cmp.Diff(tc.want, lines(got)); diff != "" {
				t.Errorf("%s\nnewRouting(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestRulesKeepTheirKeys has rules of paths that begin alike, of which one may have
// the key that they once shared.
func TestRulesKeepTheirKeys(t *testing.T) {
	const (
		monthly  = "/api/v1/customers/accounts/statements/monthly/*"
		monthend = "/api/v1/customers/accounts/statements/monthend/*"
		short    = "/api/v1/customers/accounts/statements/mon/*" // what both are cut to
		cut      = name.Key("listener-rule-api-v1-customers-accounts-statements-mon")
	)
	hashed := func(path string) name.Key { return name.HashedListenerRule(nil, path) }
	has := func(path string) observed.Resource {
		return observed.Resource{Spec: map[string]string{"condition.0.pathPattern.values.0": path}}
	}
	cases := map[string]struct {
		reason string
		paths  []string
		seen   observed.Resources
		want   []name.Key
	}{
		"New": {
			reason: "What does not fit into a key is in its hash.",
			paths:  []string{monthend, monthly, short},
			want:   []name.Key{hashed(monthend), hashed(monthly), cut},
		},
		"Kept": {
			reason: "A rule that exists keeps the key that it got before keys had a hash.",
			paths:  []string{monthend, monthly, short},
			seen:   observed.Resources{cut: has(monthly)},
			want:   []name.Key{hashed(monthend), cut, hashed(short)},
		},
		"Stays": {
			reason: "A path that got another key keeps it when the first one has left.",
			paths:  []string{monthend, short},
			seen:   observed.Resources{hashed(monthend): has(monthend), hashed(short): has(short)},
			want:   []name.Key{hashed(monthend), hashed(short)},
		},
		"Replaced": {
			reason: "A path that comes as another leaves has a rule of its own: the other one is still there.",
			paths:  []string{monthend},
			seen:   observed.Resources{cut: has(monthly)},
			want:   []name.Key{hashed(monthend)},
		},
		"EditedByHand": {
			reason: "A rule whose path was changed outside of the platform keeps its key.",
			paths:  []string{monthly},
			seen:   observed.Resources{cut: {Spec: has(monthly).Spec, Status: has("/x").Spec}},
			want:   []name.Key{cut},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			for _, owners := range [][]v1alpha1.ServiceSpec{
				{service("a", tc.paths...)},
				{service("a", tc.paths[:1]...), service("b", tc.paths[1:]...)},
				{service("b", tc.paths[:1]...), service("a", tc.paths[1:]...)},
			} {
				rules, err := newRouting(slices.DeleteFunc(owners, func(s v1alpha1.ServiceSpec) bool { return len(s.Paths) == 0 }), live.Of(tc.seen))
				if err != nil {
					t.Fatal(err)
				}
				got := keysByPath(rules)
				for i, path := range tc.paths {
					if got[path] != tc.want[i] {
						t.Errorf("%s\nthe key of %s: want %s, got %s", tc.reason, path, tc.want[i], got[path])
					}
				}
			}
		})
	}
}

func keysByPath(rules []ListenerRule) map[string]name.Key {
	out := map[string]name.Key{}
	for _, r := range rules {
		out[r.Path] = r.Key
	}
	return out
}

// A section keeps as many numbers as can be kept: against trying every choice.
func TestSectionKeepsTheMost(t *testing.T) {
	s := section{first: 1, last: 9, start: 1}
	random, cases, full := plantest.NewRandom(3), 0, 0
	for range 20000 {
		rules, taken := make([]candidate, random.IntN(7)), map[int]name.Key{}
		for i := range rules {
			rules[i].Key = name.Key(strconv.Itoa(i))
			if n := random.IntN(11); taken[n] == "" {
				rules[i].observed, taken[n] = n, rules[i].Key
			}
		}
		for n := range 10 {
			if random.IntN(8) == 0 && taken[n] == "" {
				taken[n] = "leaving"
			}
		}
		cases++
		kept, ok := s.keep(rules, taken)
		most := mostKept(s, rules, taken)
		if ok != (most >= 0) || ok && len(kept) != most {
			t.Fatalf("keep(...): want %d, got %v, %v of %+v, taken %v", most, kept, ok, rules, taken)
		}
		if !ok {
			full++
			continue
		}
		checkArranged(t, s, rules, taken, kept)
	}
	t.Logf("%d random sections, %d of them full", cases, full)
}

func checkArranged(t *testing.T, s section, rules []candidate, taken map[int]name.Key, kept []int) {
	t.Helper()
	numbers, err := s.arrange(rules, taken)
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range numbers {
		if !s.contains(n) || i > 0 && n <= numbers[i-1] {
			t.Fatalf("arrange(...): %v does not rise within the section", numbers)
		}
		if slices.Contains(kept, i) != (n == rules[i].observed) || n != rules[i].observed && taken[n] != "" {
			t.Fatalf("arrange(...): %v, kept %v of %+v, taken %v", numbers, kept, rules, taken)
		}
	}
}

// mostKept tries every choice of rules to keep, and is -1 where none works.
func mostKept(s section, rules []candidate, taken map[int]name.Key) int {
	most := -1
	for choice := range 1 << len(rules) {
		n, kept, ok := s.first-1, 0, true
		for i, r := range rules {
			if choice>>i&1 == 1 {
				ok = ok && s.contains(r.observed) && r.observed > n
				n, kept = r.observed, kept+1
				continue
			}
			n++
			for taken[n] != "" {
				n++
			}
			ok = ok && n <= s.last
		}
		if ok {
			most = max(most, kept)
		}
	}
	return most
}

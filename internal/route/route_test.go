package route

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	type args struct{ hosts, paths []string }
	cases := map[string]struct {
		reason string
		args   args
		want   []Claim
	}{
		"Nothing": {reason: "A service without hosts and paths gets no requests."},
		"Paths": {
			reason: "Without hosts, a route matches any host.",
			args:   args{paths: []string{"/a/*"}},
			want:   []Claim{{Route: Route{Path: "/a/*"}, Host: None, Path: 0}},
		},
		"Hosts": {
			reason: "Without paths, a route matches any path.",
			args:   args{hosts: []string{"A.example.org"}},
			want:   []Claim{{Route: Route{Host: "a.example.org"}, Host: 0, Path: None}},
		},
		"Both": {
			reason: "Each host is combined with each path, and /* matches any path.",
			args:   args{hosts: []string{"a.org", "*.b.org"}, paths: []string{"/x", "/**"}},
			want: []Claim{
				{Route: Route{Host: "a.org", Path: "/x"}, Host: 0, Path: 0},
				{Route: Route{Host: "a.org"}, Host: 0, Path: 1},
				{Route: Route{Host: "*.b.org", Path: "/x"}, Host: 1, Path: 0},
				{Route: Route{Host: "*.b.org"}, Host: 1, Path: 1},
			},
		},
		"Default": {
			reason: "/* without hosts is the default route.",
			args:   args{paths: []string{"/*"}},
			want:   []Claim{{Route: Default, Host: None, Path: 0}},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Of(tc.args.hosts, tc.args.paths)); diff != "" {
				t.Errorf("%s\nOf(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestCompare holds the order of docs/routing.md, from the most specific to the
// least.
func TestCompare(t *testing.T) {
	cases := map[string]struct {
		reason string
		want   []Route
	}{
		"Hosts": {
			reason: "An exact host comes before one with wildcards, and that before none, whatever the paths.",
			want:   []Route{New("a.org", ""), New("*.api.a.org", "/x"), New("*.a.org", "/x/y"), New("", "/x/y/z")},
		},
		"Prefix": {
			reason: "The longer beginning without wildcards comes first.",
			want:   []Route{New("", "/api/chat/health"), New("", "/api/chat/*"), New("", "/api/*"), New("", "/*")},
		},
		"Exact": {
			reason: "With equal beginnings, exact comes before wildcard.",
			want:   []Route{New("", "/api"), New("", "/api?"), New("", "/api*")},
		},
		"Required": {
			reason: "A pattern that requires more characters after the wildcard comes first, though it has more wildcards.",
			want:   []Route{New("", "/a*b*"), New("", "/a?*"), New("", "/a*")},
		},
		"Given": {
			reason: "A literal character is more specific than a ?.",
			want:   []Route{New("", "/a*b"), New("", "/a?")},
		},
		"Stars": {
			reason: "A pattern with fewer stars comes first.",
			want:   []Route{New("", "/a?b"), New("", "/a?*b"), New("", "/a?*b*")},
		},
		"Text": {
			reason: "Patterns that are otherwise equal are ordered by their text, so that there is only one order.",
			want:   []Route{New("", "/api/chat/*"), New("", "/api/user/*")},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := slices.Clone(tc.want)
			slices.Reverse(got)
			slices.SortFunc(got, Compare)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nCompare(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestCompareIsSoundForRoutes shows for all pairs of several hosts and paths
// that the smaller route comes first, and that the order is total.
func TestCompareIsSoundForRoutes(t *testing.T) {
	var routes []Route
	for _, h := range words("ab*?", 3) {
		for _, p := range words("a*?", 2) {
			if r := New(h, strings.TrimSuffix("/"+p, "/")); !slices.Contains(routes, r) {
				routes = append(routes, r)
			}
		}
	}
	for _, a := range routes {
		for _, b := range routes {
			if (Compare(a, b) == 0) != (a == b) || Compare(a, b) != -Compare(b, a) {
				t.Fatalf("%q and %q have no order", a, b)
			}
			if a != b && b.Covers(a) && Compare(a, b) >= 0 {
				t.Fatalf("%q matches less than %q and comes after it", a, b)
			}
		}
	}
	t.Logf("%d pairs of routes", len(routes)*len(routes))
}

func TestString(t *testing.T) {
	for want, r := range map[string]Route{
		"/*":             Default,
		"a.org/*":        New("a.org", ""),
		"*.a.org/api/*":  New("*.a.org", "/api/*"),
		"/api/?*/health": New("", "/api/*?/health"),
	} {
		if got := r.String(); got != want {
			t.Errorf("String(): want %q, got %q", want, got)
		}
	}
}

// BenchmarkCovers measures the worst case that AWS's limits allow: 128
// characters on both sides.
func BenchmarkCovers(b *testing.B) {
	outer := "/" + strings.Repeat("*a", 4) + strings.Repeat("a", 118) + "*"
	inner := "/" + strings.Repeat("a", 125) + "*a"
	for b.Loop() {
		covers(outer, inner)
	}
}

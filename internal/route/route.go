// Package route implements the logic of a load balancer's routes: which
// requests a route matches, which of two matches more, and which is more
// specific. It knows hosts and paths, and no services, rules or AWS resources.
package route

import (
	"cmp"
	"strings"
)

// A Route is a set of requests: those for a host and a path. Both are patterns
// in normal form; an empty one matches any. Equal routes match the same
// requests, and different routes do not.
type Route struct {
	Host string
	Path string
}

// Default is the route that matches every request. Its rule comes after all
// others, whatever their priority.
var Default = Route{}

// anyPath matches every path, because every path begins with a slash.
const anyPath = "/*"

// New returns the route of two patterns as a user writes them.
func New(host, path string) Route {
	// Host names are compared without regard to case.
	r := Route{Host: normal(strings.ToLower(host)), Path: normal(path)}
	if r.Path == anyPath || r.Path == string(star) {
		r.Path = ""
	}
	return r
}

// Covers reports whether the route matches every request that another matches.
func (r Route) Covers(other Route) bool {
	return coversOrAny(r.Host, other.Host) && coversOrAny(r.Path, other.Path)
}

func coversOrAny(outer, inner string) bool {
	switch {
	case outer == "" || outer == inner:
		return true
	case inner == "":
		return false
	}
	return covers(outer, inner)
}

// Wildcards returns the number of wildcards in the route's patterns, which AWS
// limits for a rule.
func (r Route) Wildcards() int {
	return countWildcards(r.Host) + countWildcards(r.Path)
}

// countWildcards counts the wildcards of a pattern.
func countWildcards(pattern string) int {
	return len(pattern) - literals(pattern)
}

// String returns the route as users write it: host and path without a
// separator.
func (r Route) String() string {
	if r.Path == "" {
		return r.Host + anyPath
	}
	return r.Host + r.Path
}

// Compare orders routes by specificity, the most specific first. If one route
// matches a proper subset of the requests of another, it comes first, so that
// it is never hidden. The order is total and depends on nothing but the two
// routes.
//
// The host decides first: an exact one comes before one with wildcards, and that
// before none. Then the path does.
func Compare(a, b Route) int {
	return cmp.Or(compareHosts(a.Host, b.Host), comparePaths(a.Path, b.Path))
}

func compareHosts(a, b string) int {
	if a == "" || b == "" {
		return compareAny(a, b)
	}
	return cmp.Or(compareExact(a, b), comparePatterns(a, b))
}

func comparePaths(a, b string) int {
	if a == "" || b == "" {
		return compareAny(a, b)
	}
	return comparePatterns(a, b)
}

// compareAny orders patterns that match any last.
func compareAny(a, b string) int {
	return -cmp.Compare(min(len(a), 1), min(len(b), 1))
}

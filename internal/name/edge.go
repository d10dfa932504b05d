package name

import (
	"regexp"
	"slices"
	"strings"
)

// plainPath are the paths that a key can spell out: words between slashes, and
// then anything. No two of them are spelled alike.
var plainPath = regexp.MustCompile(`^/[a-z0-9]+(/[a-z0-9]+)*/\*$`)

// ListenerRule is the key of the rule for some hosts and a path. Whom it sends
// requests to is not part of it, so that a path which moves to another service
// keeps its rule. A key that leaves something out ends in a hash of everything.
func ListenerRule(hosts []string, path string) Key {
	if len(hosts) == 0 && plainPath.MatchString(path) {
		return Key(ListenerRules) + Key(words(path))
	}
	hosts = slices.Sorted(slices.Values(hosts))
	what := strings.Join(append(hosts, path), " ")
	key := Key(ListenerRules)
	if w := words(what); w != "" {
		key += Key(w + "-")
	}
	return key + Key(hash(what))
}

// DefaultRule is the key of the rule for what no other rule takes.
var DefaultRule = ListenerRule(nil, "/*")

// words are the letters and digits of a pattern, as part of a key for people to
// read.
func words(pattern string) string {
	const most = 40
	w := strings.Join(strings.FieldsFunc(strings.ToLower(pattern), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	}), "-")
	return strings.TrimRight(w[:min(len(w), most)], "-")
}

package name

import (
	"regexp"
	"slices"
	"strings"
)

// plainPath matches the paths that a key can contain literally: words between
// slashes, and then anything. No two of them give the same key.
var plainPath = regexp.MustCompile(`^/[a-z0-9]+(/[a-z0-9]+)*/\*$`)

// ListenerRule returns the key of the rule for hosts and a path. The service
// that receives the requests is not part of it, so that a path which moves to
// another service keeps its rule. A key that omits any part ends in a hash of
// all parts.
func ListenerRule(hosts []string, path string) Key {
	if spelled := SpelledListenerRule(hosts, path); spelled != "" && len(words(path)) == len(spellOut(path)) {
		return spelled
	}
	return HashedListenerRule(hosts, path)
}

// SpelledListenerRule returns the key of the rule for a path without a hash, or
// an empty key if the path is not plain. It truncates long paths, so long paths
// with the same beginning have the same key: rules had such keys before they
// got a hash, and existing ones keep them.
func SpelledListenerRule(hosts []string, path string) Key {
	if len(hosts) > 0 || !plainPath.MatchString(path) {
		return ""
	}
	return Key(ListenerRules) + Key(words(path))
}

// HashedListenerRule returns the key of the rule for hosts and a path with a
// hash of all of them. The order of hosts has no meaning.
func HashedListenerRule(hosts []string, path string) Key {
	what := strings.Join(append(slices.Sorted(slices.Values(hosts)), path), " ")
	key := Key(ListenerRules)
	if w := words(what); w != "" {
		key += Key(w + "-")
	}
	return key + Key(hash(what))
}

// DefaultRule is the key of the rule for requests that no other rule matches.
var DefaultRule = ListenerRule(nil, "/*")

// words returns the letters and digits of a pattern as a readable part of a
// key. It truncates long ones: alone it does not distinguish patterns.
func words(pattern string) string {
	const most = 40
	w := spellOut(pattern)
	return strings.TrimRight(w[:min(len(w), most)], "-")
}

// spellOut returns all letters and digits of a pattern, with hyphens in place
// of all other characters.
func spellOut(pattern string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(pattern), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	}), "-")
}

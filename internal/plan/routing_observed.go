package plan

import (
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// ruleKey returns the key of the rule for some hosts and a path: the one that such
// a rule has, once it exists, so that no change of how keys are made ever replaces
// a rule. Long paths that begin alike once shared a key, and a rule that has it
// keeps it; other paths get another one.
func ruleKey(hosts []string, path string, seen observed.View) name.Key {
	spelled, hashed := name.SpelledListenerRule(hosts, path), name.HashedListenerRule(hosts, path)
	if spelled == "" {
		return hashed
	}
	for _, k := range []name.Key{spelled, hashed} {
		if hasPath(k, path, seen) {
			return k
		}
	}
	if taken := rulePaths(spelled, seen); len(taken) > 0 {
		return hashed
	}
	return name.ListenerRule(hosts, path)
}

// hasPath reports whether a rule exists that is for a path and for no host, as it
// was asked for or as AWS has it.
func hasPath(k name.Key, path string, seen observed.View) bool {
	return slices.Contains(rulePaths(k, seen), path)
}

// rulePaths returns the paths of a rule that exists and that is for no host: the
// one that was asked for and the one that AWS has, which differ while somebody
// changes the rule by hand.
func rulePaths(k name.Key, seen observed.View) []string {
	var out []string
	for _, field := range []func(name.Key, ...string) string{seen.Spec, seen.Status} {
		if path := field(k, "condition", "0", "pathPattern", "values", "0"); path != "" {
			out = append(out, path)
		}
	}
	return out
}

// observedPriority is the priority that a rule was last given, or else has, or 0
// where neither is known.
func observedPriority(seen observed.View, k name.Key) int {
	for _, text := range []string{seen.Spec(k, "priority"), seen.Status(k, "priority")} {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return 0
}

// takenPriorities are the priorities that no rule may move to, and who has them:
// those that rules were given and those that they have in AWS, which differ
// while one is moving, of rules that stay and of rules that leave. AWS refuses
// a number that another rule has at that moment.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetRulePriorities.html
func takenPriorities(seen observed.View) map[int]name.Key {
	taken := map[int]name.Key{}
	for _, k := range seen.Keys(name.ListenerRules) {
		if n, err := strconv.Atoi(seen.Status(k, "priority")); err == nil {
			taken[n] = k
		}
	}
	for _, k := range seen.Keys(name.ListenerRules) {
		n, err := strconv.Atoi(seen.Spec(k, "priority"))
		if _, ok := taken[n]; err == nil && !ok {
			taken[n] = k
		}
	}
	return taken
}

package edge

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// ruleKey returns the key of the rule for some hosts and a path: the one that such
// a rule has, once it exists, so that no change of how keys are made ever replaces
// a rule. Long paths that begin alike once shared a key, and a rule that has it
// keeps it; other paths get another one.
func ruleKey(hosts []string, path string, seen live.State) name.Key {
	spelled, hashed := name.SpelledListenerRule(hosts, path), name.HashedListenerRule(hosts, path)
	if spelled == "" {
		return hashed
	}
	for _, k := range []name.Key{spelled, hashed} {
		if hasPath(k, path, seen) {
			return k
		}
	}
	if taken := seen.ListenerRule(spelled).Paths(); len(taken) > 0 {
		return hashed
	}
	return name.ListenerRule(hosts, path)
}

// hasPath reports whether a rule exists that is for a path and for no host, as it
// was asked for or as AWS has it.
func hasPath(k name.Key, path string, seen live.State) bool {
	return slices.Contains(seen.ListenerRule(k).Paths(), path)
}

// observedPriority is the priority that a rule was last given, or else has, or 0
// where neither is known.
func observedPriority(seen live.State, k name.Key) int {
	if n, ok := seen.ListenerRule(k).RequestedPriority(); ok {
		return n
	}
	n, _ := seen.ListenerRule(k).Priority()
	return n
}

// takenPriorities are the priorities that no rule may move to, and who has them:
// those that rules were given and those that they have in AWS, which differ
// while one is moving, of rules that stay and of rules that leave. AWS refuses
// a number that another rule has at that moment.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetRulePriorities.html
func takenPriorities(seen live.State) map[int]name.Key {
	taken := map[int]name.Key{}
	for _, k := range seen.Keys(name.ListenerRules) {
		if n, ok := seen.ListenerRule(k).Priority(); ok {
			taken[n] = k
		}
	}
	for _, k := range seen.Keys(name.ListenerRules) {
		n, ok := seen.ListenerRule(k).RequestedPriority()
		if _, other := taken[n]; ok && !other {
			taken[n] = k
		}
	}
	return taken
}

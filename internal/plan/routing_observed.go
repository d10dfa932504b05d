package plan

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

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

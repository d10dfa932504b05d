package edge

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// wantedPriorities are the numbers that the explicit priorities of services ask
// for: as many as a service has rules, from its priority on. Which rule of the
// service has which makes no difference to any request, so a rule keeps what it
// has in that range, and the others take the rest by specificity. The rules
// come back in the order of their numbers.
func wantedPriorities(rules []candidate, taken map[int]name.Key) (sorted []candidate, wanted []int) {
	sorted = slices.Clone(rules)
	for from := 0; from < len(sorted); {
		to := from + 1
		for to < len(sorted) && sorted[to].explicit == sorted[from].explicit {
			to++
		}
		wanted = append(wanted, wantedOf(sorted[from:to], taken)...)
		from = to
	}
	return sorted, wanted
}

// wantedOf sorts the rules of one service by the numbers that they want, and
// returns those.
func wantedOf(rules []candidate, taken map[int]name.Key) []int {
	first := rules[0].explicit
	holders := make([]name.Key, len(rules))
	at := map[name.Key]int{}
	for _, r := range rules {
		i := r.observed - first
		if i >= 0 && i < len(rules) && holders[i] == "" && taken[r.observed] == r.Key {
			holders[i], at[r.Key] = r.Key, r.observed
		}
	}
	next := 0
	for _, r := range rules {
		if _, ok := at[r.Key]; ok {
			continue
		}
		for holders[next] != "" {
			next++
		}
		holders[next], at[r.Key] = r.Key, first+next
	}
	slices.SortFunc(rules, func(a, b candidate) int { return cmp.Compare(at[a.Key], at[b.Key]) })
	wanted := make([]int, len(rules))
	for i := range wanted {
		wanted[i] = first + i
	}
	return wanted
}

// approach moves numbers to the wanted ones, where no other rule has those yet and
// the order stays right. What cannot move now can later: the highest rule that
// wants up, and the lowest that wants down, block no rules but those that
// leave.
func approach(numbers, wanted []int, rules []candidate, taken map[int]name.Key) {
	may := func(i int) bool {
		holder, held := taken[wanted[i]]
		return numbers[i] != wanted[i] && (!held || holder == rules[i].Key) &&
			(i == 0 || numbers[i-1] < wanted[i]) &&
			(i == len(numbers)-1 || wanted[i] < numbers[i+1])
	}
	for moved := true; moved; {
		moved = false
		for n := range 2 * len(wanted) {
			i := n // Up through the list, and down again.
			if n >= len(wanted) {
				i = 2*len(wanted) - 1 - n
			}
			if may(i) {
				numbers[i], moved = wanted[i], true
			}
		}
	}
}

package edge

import (
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// priorityStep is how far apart numbers are given out where there is room.
const priorityStep = 100

// arrange numbers the rules of a section in their order. As many as possible
// keep what they have; the others get numbers that no rule has, because the
// provider changes one rule at a time and AWS refuses a number that is taken.
func (s section) arrange(rules []candidate, taken map[int]name.Key) ([]int, error) {
	kept, ok := s.keep(rules, taken)
	if !ok {
		return nil, fmt.Errorf("cannot number %d rules: priorities %d to %d have no room for them", len(rules), s.first, s.last)
	}
	numbers := make([]int, len(rules))
	low, from := s.first-1, 0
	for _, i := range append(kept, len(rules)) {
		high := s.last + 1
		if i < len(rules) {
			high = rules[i].observed
			numbers[i] = high
		}
		s.fill(numbers[from:i], low, high, taken)
		low, from = high, i+1
	}
	return numbers, nil
}

// keep chooses the rules that keep their number: the largest choice in which the
// numbers rise and every gap has room for the rules that fall into it. It is the
// longest rising subsequence, with that room as a further condition. It reports
// false when there are more rules than numbers.
func (s section) keep(rules []candidate, taken map[int]name.Key) ([]int, bool) {
	type link struct{ index, number, free, length, before int }
	held := s.held(taken)
	links := []link{{index: -1, number: s.first - 1, before: -1}}
	for i := range len(rules) + 1 {
		number := s.last + 1
		if i < len(rules) {
			number = rules[i].observed
			if !s.contains(number) {
				continue
			}
		}
		to := link{index: i, number: number, free: s.freeBelow(number, held), before: -1}
		for j, from := range links {
			room := to.free - from.free
			if from.number < number && room >= i-from.index-1 && from.length+1 > to.length {
				to.length, to.before = from.length+1, j
			}
		}
		if to.before >= 0 {
			links = append(links, to)
		}
	}
	end := links[len(links)-1]
	if end.index != len(rules) {
		return nil, false
	}
	var kept []int
	for at := links[end.before]; at.before >= 0; at = links[at.before] {
		kept = append(kept, at.index)
	}
	slices.Reverse(kept)
	return kept, true
}

// held are the taken numbers of the section, sorted.
func (s section) held(taken map[int]name.Key) []int {
	var held []int
	for n := range taken {
		if s.contains(n) {
			held = append(held, n)
		}
	}
	slices.Sort(held)
	return held
}

// freeBelow counts the numbers of the section below one that no rule has.
func (s section) freeBelow(number int, held []int) int {
	n, _ := slices.BinarySearch(held, number)
	return max(number-s.first, 0) - n
}

// fill numbers the rules of a gap, between low and high: in steps where the gap
// is open to a side, else spread evenly, so that one rule takes the middle.
func (s section) fill(numbers []int, low, high int, taken map[int]name.Key) {
	open, shut := low < s.first, high <= s.last
	first := low + priorityStep
	switch {
	case open && shut:
		first = high - priorityStep*len(numbers)
	case open:
		first = s.start
	case shut:
		first = high // Both ends are given: no steps.
	}
	if !step(numbers, first, low, high, taken) {
		spread(numbers, low, high, taken)
	}
}

// step numbers a gap in steps from the first number, and reports whether all
// numbers are inside.
func step(numbers []int, first, low, high int, taken map[int]name.Key) bool {
	if first <= low {
		return false
	}
	for i := range numbers {
		n := first + i*priorityStep
		for _, ok := taken[n]; ok; _, ok = taken[n] {
			n++
		}
		if n >= high || (i > 0 && n <= numbers[i-1]) {
			return false
		}
		numbers[i] = n
	}
	return true
}

// spread numbers a gap evenly. The gap has room.
func spread(numbers []int, low, high int, taken map[int]name.Key) {
	if len(numbers) == 0 {
		return
	}
	var free []int
	for n := low + 1; n < high; n++ {
		if _, ok := taken[n]; !ok {
			free = append(free, n)
		}
	}
	for i := range numbers {
		numbers[i] = free[(i+1)*len(free)/(len(numbers)+1)]
	}
}

package preview

import (
	"fmt"
	"unicode/utf8"
)

// show returns a value in one line.
func show(v any) string {
	if v == nil {
		return "nothing"
	}
	return fmt.Sprint(v)
}

// maxValue is how many characters of a value are shown. Policies and container
// definitions are documents of some thousand.
const maxValue = 72

// transition returns an old and a new value, each around the first difference if it is
// long.
func transition(before, after any) string {
	b, a := []rune(show(before)), []rune(show(after))
	same := 0
	for same < len(b) && same < len(a) && b[same] == a[same] {
		same++
	}
	return excerpt(b, same) + " → " + excerpt(a, same)
}

// excerpt returns a text, or its part around a position.
func excerpt(text []rune, at int) string {
	if len(text) <= maxValue {
		return string(text)
	}
	start := max(0, min(at-maxValue/3, len(text)-maxValue))
	out := string(text[start : start+maxValue])
	if start > 0 {
		out = "…" + out
	}
	if start+maxValue < len(text) {
		out += "…"
	}
	return out
}

// width returns the number of characters of the longest text, up to a limit.
func width(limit int, texts []string) int {
	longest := 0
	for _, t := range texts {
		if n := utf8.RuneCountInString(t); n <= limit {
			longest = max(longest, n)
		}
	}
	return longest
}

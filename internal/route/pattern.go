package route

import (
	"cmp"
	"strings"
)

// Wildcards of AWS's patterns: * stands for any characters, also none and also
// slashes, and ? for exactly one.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
const (
	star      = '*'
	one       = '?'
	wildcards = "*?"
)

// normal returns the normal form of a pattern: in a run of wildcards every ? is
// placed before a single *. Two patterns match the same requests exactly if
// their normal forms are equal.
func normal(pattern string) string {
	var b strings.Builder
	open := false
	for _, c := range []byte(pattern) {
		if c == star {
			open = true
			continue
		}
		if open && c != one {
			b.WriteByte(star)
			open = false
		}
		b.WriteByte(c)
	}
	if open {
		b.WriteByte(star)
	}
	return b.String()
}

// covers reports whether every string that matches inner also matches outer.
// Both are in normal form. A * or ? of inner can be a character that occurs in
// neither pattern, so only a wildcard of outer can match it.
//
// The literal ends of outer must be those of inner too. The middle requires a
// table, filled from the end: its cell (i, j) is the result for inner from i
// and outer from j.
func covers(outer, inner string) bool {
	inner, ok := strings.CutPrefix(inner, literal(outer))
	if !ok {
		return false
	}
	if exact(outer) {
		return inner == ""
	}
	outer = outer[len(literal(outer)):]
	last := strings.LastIndexAny(outer, wildcards) + 1
	inner, ok = strings.CutSuffix(inner, outer[last:])
	return ok && coversMiddle(outer[:last], inner)
}

func coversMiddle(outer, inner string) bool {
	if outer == string(star) {
		return true
	}
	if !containsLiterals(inner, outer) {
		return false
	}
	next, row := make([]bool, len(outer)+1), make([]bool, len(outer)+1)
	for i := len(inner); i >= 0; i-- {
		row[len(outer)] = i == len(inner)
		for j := len(outer) - 1; j >= 0; j-- {
			row[j] = coversRest(outer, inner, i, j, row, next)
		}
		row, next = next, row
	}
	return next[0]
}

// containsLiterals reports whether inner contains all literal parts of outer,
// in order. Nearly all pairs fail this check, which is cheap.
func containsLiterals(inner, outer string) bool {
	for piece := range strings.FieldsFuncSeq(outer, func(c rune) bool { return c == star || c == one }) {
		i := strings.Index(inner, piece)
		if i < 0 {
			return false
		}
		inner = inner[i+len(piece):]
	}
	return true
}

// coversRest decides one cell from the row of the same i and that of i+1.
func coversRest(outer, inner string, i, j int, row, next []bool) bool {
	out := outer[j]
	switch {
	case i == len(inner):
		return out == star && row[j+1]
	case out == star && inner[i] == star:
		return next[j]
	case out == star:
		return row[j+1] || next[j]
	case inner[i] == star:
		// The * matches nothing, or one character and then another *.
		return out == one && next[j] && row[j+1]
	}
	return (out == one || out == inner[i]) && next[j+1]
}

// literal returns the part before the first wildcard.
func literal(pattern string) string {
	if i := strings.IndexAny(pattern, wildcards); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// exact reports whether a pattern matches one string only.
func exact(pattern string) bool { return !strings.ContainsAny(pattern, wildcards) }

// comparePatterns orders patterns in normal form, the most specific first: by
// the part before the first wildcard (longer first), exact ones, the number of
// characters that a match must have (more first), how many of them are literal
// (more first), the number of * (fewer first), and the string itself.
//
// If inner's matches are a proper subset of outer's, inner comes first. Take
// inner's shortest match, with characters that outer does not have for every ?:
// outer's literals then match inner's own, one by one. So inner's literal
// beginning is no shorter, nor is its shortest match, and in an equally long
// one outer has no more literal characters than inner. If these are equal too,
// the patterns differ in their * only, and inner's are among outer's.
func comparePatterns(a, b string) int {
	return cmp.Or(
		cmp.Compare(len(literal(b)), len(literal(a))),
		compareExact(a, b),
		cmp.Compare(required(b), required(a)),
		cmp.Compare(literals(b), literals(a)),
		cmp.Compare(stars(a), stars(b)),
		strings.Compare(a, b),
	)
}

func compareExact(a, b string) int {
	switch {
	case exact(a) == exact(b):
		return 0
	case exact(a):
		return -1
	}
	return 1
}

func stars(pattern string) int    { return strings.Count(pattern, string(star)) }
func required(pattern string) int { return len(pattern) - stars(pattern) }
func literals(pattern string) int { return required(pattern) - strings.Count(pattern, string(one)) }

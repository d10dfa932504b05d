package route

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// matcher returns AWS's documented meaning of a pattern, as a regular
// expression.
func matcher(pattern string) *regexp.Regexp {
	quoted := regexp.QuoteMeta(pattern)
	quoted = strings.ReplaceAll(quoted, `\*`, `.*`)
	return regexp.MustCompile(`(?s)^` + strings.ReplaceAll(quoted, `\?`, `.`) + `$`)
}

// words returns all words over an alphabet with at most n letters.
func words(alphabet string, n int) []string {
	last := []string{""}
	out := slices.Clone(last)
	for range n {
		longer := make([]string, 0, len(last)*len(alphabet))
		for _, w := range last {
			for _, c := range alphabet {
				longer = append(longer, w+string(c))
			}
		}
		out, last = append(out, longer...), longer
	}
	return out
}

// extent returns the set of those words that a pattern matches, as bits.
func extent(pattern string, of []string) []uint64 {
	bits, re := make([]uint64, (len(of)+63)/64), matcher(pattern)
	for i, w := range of {
		if re.MatchString(w) {
			bits[i/64] |= 1 << (i % 64)
		}
	}
	return bits
}

func subset(inner, outer []uint64) bool {
	for i := range inner {
		if inner[i]&^outer[i] != 0 {
			return false
		}
	}
	return true
}

// TestCoversAllShortPatterns compares every pair of short patterns with their
// matches, word by word. The words are twice as long as the patterns, so that a
// * can exceed the literals of the other pattern, and have a letter that no
// pattern has.
func TestCoversAllShortPatterns(t *testing.T) {
	texts := words("abx", 8)
	seen := map[string][]uint64{}
	for _, p := range words("ab*?", 4) {
		n := normal(p)
		if _, ok := seen[n]; !ok {
			seen[n] = extent(n, texts)
		}
		if bits := extent(p, texts); !subset(bits, seen[n]) || !subset(seen[n], bits) {
			t.Fatalf("normal(%q) = %q matches something else", p, n)
		}
	}
	for outer, o := range seen {
		for inner, i := range seen {
			checkPair(t, outer, inner, subset(i, o))
		}
	}
	t.Logf("%d patterns, %d pairs, %d words", len(seen), len(seen)*len(seen), len(texts))
}

// checkPair checks covers and the order for two patterns in normal form.
func checkPair(t *testing.T, outer, inner string, want bool) {
	t.Helper()
	if got := covers(outer, inner); got != want {
		t.Fatalf("covers(%q, %q): want %v", outer, inner, want)
	}
	if !want || inner == outer {
		return
	}
	if covers(inner, outer) {
		t.Fatalf("%q and %q match the same and are two", outer, inner)
	}
	if comparePatterns(inner, outer) >= 0 {
		t.Fatalf("%q matches less than %q and comes after it", inner, outer)
	}
}

// TestCoversLongerPatterns compares random longer patterns with the words that
// could distinguish them: those of the inner pattern with a foreign letter for
// each ?, and for each * any number of them up to more than the outer pattern
// has characters.
func TestCoversLongerPatterns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pattern := func() string {
		var b strings.Builder
		for range 1 + random.IntN(9) {
			b.WriteByte("aabb**?"[random.IntN(7)])
		}
		return normal(b.String())
	}
	const pairs = 60000
	covered := 0
	for range pairs {
		outer, inner := pattern(), pattern()
		re := matcher(outer)
		want := !slices.ContainsFunc(instances(inner, len(outer)+1), func(w string) bool { return !re.MatchString(w) })
		checkPair(t, outer, inner, want)
		if want {
			covered++
		}
	}
	t.Logf("%d pairs, %d covered", pairs, covered)
}

func instances(pattern string, most int) []string {
	i := strings.IndexAny(pattern, wildcards)
	if i < 0 {
		return []string{pattern}
	}
	rest := instances(pattern[i+1:], most)
	least := 1
	if pattern[i] == star {
		least = 0
	} else {
		most = 1
	}
	var out []string
	for n := least; n <= most; n++ {
		for _, r := range rest {
			out = append(out, pattern[:i]+strings.Repeat("x", n)+r)
		}
	}
	return out
}

// FuzzCovers shows for any patterns that no string contradicts covers, that the
// order is total, and that the smaller pattern comes first.
func FuzzCovers(f *testing.F) {
	f.Add("/a/*", "/a/**", "/a/b")
	f.Add("/a/?*", "/a/*", "/a/")
	f.Add("/a*b*", "/a*", "/axb")
	f.Add("/a?*", "/a*a", "/aa")
	f.Add("*.example.org", "?*.example.org", ".example.org")
	valid := regexp.MustCompile(`^[a-z/.?*]{1,40}$`)
	f.Fuzz(func(t *testing.T, a, b, text string) {
		if !valid.MatchString(a) || !valid.MatchString(b) {
			t.Skip()
		}
		x, y := normal(a), normal(b)
		if matcher(a).MatchString(text) != matcher(x).MatchString(text) {
			t.Errorf("normal(%q) = %q differs at %q", a, x, text)
		}
		if covers(x, y) && matcher(y).MatchString(text) && !matcher(x).MatchString(text) {
			t.Errorf("covers(%q, %q), but not %q", x, y, text)
		}
		if covers(x, y) && covers(y, x) != (x == y) {
			t.Errorf("%q and %q match the same and are two", x, y)
		}
		if (comparePatterns(x, y) == 0) != (x == y) || comparePatterns(x, y) != -comparePatterns(y, x) {
			t.Errorf("%q and %q have no order", x, y)
		}
		if x != y && covers(x, y) && comparePatterns(y, x) >= 0 {
			t.Errorf("%q matches less than %q and comes after it", y, x)
		}
	})
}

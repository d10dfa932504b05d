package pipeline

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestWaiting holds the table of docs/architecture.md about what waits for what
// against the conditions of all cases.
func TestWaiting(t *testing.T) {
	rows := waitingRows(t)
	for _, w := range waitingCases(t) {
		if !rows.shows(w) {
			t.Errorf("docs/architecture.md, Waiting: no row says that %s waits for %s", w.key, w.phrase)
		}
	}
	for _, r := range rows {
		for _, unseen := range r.unseen() {
			t.Errorf("docs/architecture.md, Waiting: no case shows %s in the row %s", unseen, r.line)
		}
	}
}

// TestWaitingPhrases shows how a list of what is awaited is taken apart.
func TestWaitingPhrases(t *testing.T) {
	rows := waitingTable{newWaitingRow("| `cache` | `a-*`, `b`, `the x and the y of *` | why |")}
	cases := map[string]struct {
		reason, phrase string
		want           bool
	}{
		"One":     {"A phrase is in the row.", "a-1", true},
		"List":    {"All phrases of a list are.", "b, a-1 and a-2", true},
		"Whole":   {"A phrase may contain an and.", "the x and the y of cache", true},
		"Missing": {"One of a list is not.", "b and c", false},
		"Space":   {"A star stands for one word.", "a-1 b", false},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := rows.shows(waiting{"cache", tc.phrase}); got != tc.want {
				t.Errorf("%s\nwant %t, got %t", tc.reason, tc.want, got)
			}
		})
	}
}

// A waiting says what a resource waits for in a case.
type waiting struct{ key, phrase string }

// waits finds what waits in one sentence of a condition.
var waits = []*regexp.Regexp{
	regexp.MustCompile(`^(\S+) (?:is unchanged while it )?waits for (.+)$`),
	regexp.MustCompile(`^(\S+) stays (?:out of zone|in its zones) .+ while it waits for (.+)$`),
	regexp.MustCompile(`^(\S+) moves to another task definition when (.+) is ready$`),
}

// omitted ends a list of which a condition shows the beginning.
var omitted = regexp.MustCompile(` and (others|\d+ more)`)

// waitingCases returns what waits in the conditions of all cases.
func waitingCases(t *testing.T) []waiting {
	t.Helper()
	files, err := filepath.Glob("cases/*/changes.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("cannot find the changes of the cases: %v", err)
	}
	found := map[waiting]bool{}
	for _, f := range files {
		changes, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(changes)) {
			_, message, isCondition := strings.Cut(line, "Ready=False Waiting: ")
			if isCondition && !strings.HasPrefix(strings.TrimSpace(line), "Platform") {
				maps.Copy(found, waitingIn(message))
			}
		}
	}
	return slices.Collect(maps.Keys(found))
}

func waitingIn(message string) map[waiting]bool {
	found := map[waiting]bool{}
	message, _, _ = strings.Cut(strings.TrimSpace(message), ". ")
	for sentence := range strings.SplitSeq(message, "; ") {
		for _, w := range waits {
			if m := w.FindStringSubmatch(omitted.ReplaceAllString(sentence, "")); m != nil {
				found[waiting{m[1], m[2]}] = true
				break
			}
		}
	}
	return found
}

// A waitingRow is a row of the table: patterns of keys, and of what they wait for.
type waitingRow struct {
	line          string
	keys, phrases []*waitingPattern
}

// A waitingPattern is in code in the table. It is seen if a case shows it.
type waitingPattern struct {
	text    string
	pattern *regexp.Regexp
	seen    bool
}

var inCode = regexp.MustCompile("`([^`]+)`")

func waitingRows(t *testing.T) waitingTable {
	t.Helper()
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n## Waiting\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var rows waitingTable
	for line := range strings.Lines(section) {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| what |") {
			rows = append(rows, newWaitingRow(line))
		}
	}
	if !found || len(rows) == 0 {
		t.Fatal("cannot find the table in the section Waiting of docs/architecture.md")
	}
	return rows
}

func newWaitingRow(line string) waitingRow {
	cells := strings.Split(line, "|")
	return waitingRow{line: strings.TrimSpace(line), keys: waitingPatterns(cells[1]), phrases: waitingPatterns(cells[2])}
}

func waitingPatterns(cell string) []*waitingPattern {
	matches := inCode.FindAllStringSubmatch(cell, -1)
	out := make([]*waitingPattern, 0, len(matches))
	for _, m := range matches {
		p := strings.ReplaceAll(regexp.QuoteMeta(m[1]), `\*`, `\S+`)
		out = append(out, &waitingPattern{text: m[1], pattern: regexp.MustCompile("^" + p + "$")})
	}
	return out
}

// A waitingTable says what waits for what.
type waitingTable []waitingRow

// shows reports whether rows of the table say what a resource waits for. The
// phrases of a list may be in several of them.
func (t waitingTable) shows(w waiting) bool {
	if t.has(w.key, w.phrase) {
		return true
	}
	last := strings.LastIndex(w.phrase, " and ")
	if last < 0 {
		return false
	}
	list := append(strings.Split(w.phrase[:last], ", "), w.phrase[last+len(" and "):])
	return !slices.ContainsFunc(list, func(phrase string) bool { return !t.has(w.key, phrase) })
}

// has reports whether a row has a key and a phrase, and notes that they are seen.
func (t waitingTable) has(key, phrase string) bool {
	found := false
	for _, r := range t {
		k, p := matching(r.keys, key), matching(r.phrases, phrase)
		if k != nil && p != nil {
			k.seen, p.seen, found = true, true, true
		}
	}
	return found
}

func matching(patterns []*waitingPattern, text string) *waitingPattern {
	i := slices.IndexFunc(patterns, func(p *waitingPattern) bool { return p.pattern.MatchString(text) })
	if i < 0 {
		return nil
	}
	return patterns[i]
}

// unseen returns the patterns of the row that no case shows.
func (r waitingRow) unseen() []string {
	var out []string
	for _, p := range slices.Concat(r.keys, r.phrases) {
		if !p.seen {
			out = append(out, p.text)
		}
	}
	return out
}

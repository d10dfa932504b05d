package preview

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// waits matches what a condition says about a resource that waits.
var waits = regexp.MustCompile(`^(\S+) (waits|is unchanged while it waits) for (.+)$`)

// more ends a list that a condition does not spell out.
var more = regexp.MustCompile(`^(.*) and (\d+) more$`)

// withhold reads from the conditions of the parts what waits, and for what.
func (s *Step) withhold(result *render.Result) {
	for _, c := range outline.Read(result.Composite, nil, nil).Conditions {
		if c.Type == "Ready" || c.Type == "PlatformReady" {
			continue // They sum up the others.
		}
		for _, sentence := range strings.Split(c.Message, ". ") {
			s.read(sentence)
		}
	}
}

// read reads one sentence of a condition: a list of what waits, or else.
func (s *Step) read(sentence string) {
	rest := 0
	if m := more.FindStringSubmatch(sentence); m != nil {
		sentence = m[1]
		rest, _ = strconv.Atoi(m[2])
	}
	found := false
	for _, item := range strings.Split(sentence, "; ") {
		if m := waits.FindStringSubmatch(item); m != nil {
			found = true
			s.Withheld = append(s.Withheld, Withheld{Key: m[1], Unchanged: m[2] != "waits", WaitsFor: m[3]})
		}
	}
	if found {
		s.MoreWithheld += rest
	}
}

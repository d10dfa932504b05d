package simulatedaws

import (
	"slices"
	"strconv"
	"strings"
)

// runs reports the version of a store that is asked for. AWS takes the
// beginning of one and completes it, here by the parts given; it upgrades within
// it by itself, and takes no store back to an older one.
func (p report) runs(asked string, parts ...string) {
	const field = "engineVersionActual"
	version := complete(asked, parts)
	if before, _ := p.before[field].(string); older(version, before) {
		version = complete(before, parts)
	}
	p.atProvider[field] = version
}

// complete adds the parts that a version lacks. The first of them is the one
// after the major version.
func complete(version string, parts []string) string {
	lacking := parts[min(strings.Count(version, "."), len(parts)):]
	return strings.Join(append([]string{version}, lacking...), ".")
}

// older says whether the first of two versions comes before the second.
func older(a, b string) bool {
	return slices.Compare(numbers(a), numbers(b)) < 0
}

// numbers returns the parts of a version. One that is no number counts as zero.
func numbers(version string) []int {
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = 0
		}
		out = append(out, n)
	}
	return out
}

// Package spelling finds what somebody probably meant to write.
package spelling

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest returns the known name that differs from a mistyped one in a few
// letters only, or "" where there is none or nothing is mistyped.
func Nearest(name string, known []string) string {
	if slices.Contains(known, name) {
		return ""
	}
	best, limit := "", max(len(name)/3, 2)
	for _, k := range known {
		distance := levenshtein.Distance(strings.ToLower(name), strings.ToLower(k), nil)
		if distance <= limit {
			best, limit = k, distance-1
		}
	}
	return best
}

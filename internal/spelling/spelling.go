// Package spelling finds the name that was probably meant by a misspelt one.
package spelling

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest returns the known name that differs from a misspelt one in a few
// letters only, or "" if there is none or the name is known.
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

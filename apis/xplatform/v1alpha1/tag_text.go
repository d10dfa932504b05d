package v1alpha1

import (
	"strings"
	"unicode"
)

// isTagText says whether AWS accepts a text in a tag, in every service.
func isTagText(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Z, r) && !strings.ContainsRune("_.:/=+-@", r) {
			return false
		}
	}
	return true
}

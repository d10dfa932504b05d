package plan

import (
	"fmt"
	"slices"
	"strings"
)

// Conjoin lists what is awaited, or is empty where nothing is.
func Conjoin(missing ...string) string {
	missing = slices.DeleteFunc(missing, func(m string) bool { return m == "" })
	if len(missing) < 2 {
		return strings.Join(missing, "")
	}
	last := len(missing) - 1
	return fmt.Sprintf("%s and %s", strings.Join(missing[:last], ", "), missing[last])
}

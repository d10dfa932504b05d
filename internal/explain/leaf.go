package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// A leaf is a field of a resource that has no fields.
type leaf struct {
	path  string
	value any
}

// below reports whether the leaf is at a path, or below it. The first step of every path
// of AWS's own fields, forProvider, may be omitted.
func (l leaf) below(path string) bool {
	for _, whole := range []string{path, "forProvider." + path} {
		if rest, ok := strings.CutPrefix(l.path, whole); ok && (rest == "" || rest[0] == '.') {
			return true
		}
	}
	return false
}

// leaves returns all leaves below a value, as timeline names them.
func leaves(value any) []leaf {
	fields := timeline.Fields(emptied(value), value)
	out := make([]leaf, 0, len(fields))
	for _, f := range fields {
		out = append(out, leaf{path: f.Path, value: f.New})
	}
	return out
}

// emptied returns a value without leaves.
func emptied(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for k := range v {
			out[k] = emptied(v[k])
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = emptied(v[i])
			if _, ok := out[i].(map[string]any); !ok {
				return nil
			}
		}
		return out
	}
	return nil
}

// sourcesOf returns the fields of the claim that alter a field of a resource, or what
// contains it.
func sourcesOf(path string, from map[string][]Field) []Field {
	var out []Field
	for changed, fields := range from {
		if changed != path && !strings.HasPrefix(path, changed+".") && !strings.HasPrefix(changed, path+".") {
			continue
		}
		out = append(out, fields...)
	}
	slices.SortFunc(out, func(a, b Field) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b Field) bool { return a.Path == b.Path })
}

const maxValue = 80

// excerpt returns the beginning of a value in one line.
func excerpt(v any) string {
	text := []rune(strings.ReplaceAll(fmt.Sprint(v), "\n", " "))
	if len(text) > maxValue {
		return string(text[:maxValue]) + "…"
	}
	return string(text)
}

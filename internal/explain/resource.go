package explain

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// Find returns the resource with a key, and the path of a field that follows the key.
func (c *Claim) Find(name string) (*unstructured.Unstructured, string, error) {
	var found *unstructured.Unstructured
	path := ""
	for _, o := range c.Resources {
		rest, ok := strings.CutPrefix(name, timeline.Key(o))
		longer := found == nil || len(timeline.Key(o)) > len(timeline.Key(found))
		if ok && longer && (rest == "" || rest[0] == '.') {
			found, path = o, strings.TrimPrefix(rest, ".")
		}
	}
	if found == nil {
		return nil, "", fmt.Errorf("cannot find a resource with the key %q: xplatform explain CLAIM --names lists all keys", name)
	}
	if path != "" && !slices.ContainsFunc(leaves(found.Object["spec"]), func(l leaf) bool { return l.below(path) }) {
		return nil, "", fmt.Errorf("cannot find the field %q in %s: without a field, all of them are printed", path, timeline.Key(found))
	}
	return found, path, nil
}

// WriteResource tells which fields of the claim a resource exists for, and which ones its
// fields come from. With a path it tells this of the fields there.
func (c *Claim) WriteResource(w io.Writer, o *unstructured.Unstructured, path string, effects []Effect) error {
	var out strings.Builder
	key := timeline.Key(o)
	exists, from := origins(key, effects)
	paths := leaves(o.Object["spec"])
	if path != "" {
		paths = slices.DeleteFunc(paths, func(l leaf) bool { return !l.below(path) })
	}
	fmt.Fprintf(&out, "%s %s (%s)\n", o.GetKind(), key, o.GetName())
	section(&out, "would not exist, or would have another key, with another value of", exists)
	var other []string
	for _, p := range paths {
		line := fmt.Sprintf("%s = %s", p.path, excerpt(p.value))
		if fields := sourcesOf(p.path, from); len(fields) > 0 {
			section(&out, line, fields)
		} else {
			other = append(other, line)
		}
	}
	list(&out, "the same for this key, whichever field of the claim changes", other)
	var unknown []string
	for _, e := range effects {
		if e.Unknown {
			unknown = append(unknown, e.String())
		}
	}
	list(&out, "not known: fields of the claim that cannot change unless others change too", unknown)
	_, err := io.WriteString(w, out.String())
	return err
}

// origins returns the fields without which a resource does not exist, and those that alter
// its fields, by path.
func origins(key string, effects []Effect) (exists []Field, from map[string][]Field) {
	from = map[string][]Field{}
	for _, e := range effects {
		if slices.ContainsFunc(e.Change.Deleted, func(d *unstructured.Unstructured) bool { return timeline.Key(d) == key }) {
			exists = append(exists, e.Field)
		}
		for _, u := range e.Change.Updated {
			if timeline.Key(u.After) != key {
				continue
			}
			for _, f := range u.Fields {
				from[f.Path] = append(from[f.Path], e.Field)
			}
		}
	}
	return exists, from
}

// list writes a line, and others below it, if there are any.
func list(out *strings.Builder, title string, lines []string) {
	if len(lines) > 0 {
		fmt.Fprintf(out, "\n%s\n  %s\n", title, strings.Join(lines, "\n  "))
	}
}

// section writes a line, and the fields of the claim below it, if there are any.
func section(out *strings.Builder, title string, fields []Field) {
	var lines []string
	for _, f := range fields {
		lines = append(lines, f.String())
		for _, page := range f.links() {
			lines = append(lines, "  "+page)
		}
	}
	list(out, title, lines)
}

// link finds the pages that the description of a field names.
var link = regexp.MustCompile(`https?://[^\s)]+`)

// links returns the pages of AWS that state the limits of a field.
func (f Field) links() []string {
	pages := link.FindAllString(f.schema.Description, -1)
	out := make([]string, 0, len(pages))
	for _, found := range pages {
		out = append(out, strings.TrimRight(found, ".,"))
	}
	return out
}

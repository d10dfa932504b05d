package timeline

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// Text tells, reconcile by reconcile, what was created (+), changed (~) and deleted
// (-), and the conditions of the platform.
func Text(turns []Turn) string {
	var out strings.Builder
	var before []*unstructured.Unstructured
	for i, t := range turns {
		if i == 0 {
			before = t.Observed
		}
		fmt.Fprintf(&out, "reconcile %d (%s)\n", i+1, t.Claim)
		fmt.Fprintf(&out, "  %s\n", strings.Join(Conditions(t.Result), "\n  "))
		for _, line := range Compare(before, t.Result.Resources).Lines() {
			fmt.Fprintf(&out, "  %s\n", line)
		}
		before = t.Result.Resources
	}
	return out.String()
}

// Lines returns a line for each resource that is deleted (-) or created (+), and for
// each field that changes (~).
func (c Change) Lines() []string {
	var out []string
	for _, o := range c.Deleted {
		out = append(out, "- "+Key(o))
	}
	var rest []line
	for _, o := range c.Created {
		rest = append(rest, line{Key(o), "+ " + Key(o)})
	}
	for _, u := range c.Updated {
		for _, f := range u.Fields {
			rest = append(rest, line{Key(u.After), "~ " + Key(u.After) + " " + f.String()})
		}
	}
	slices.SortStableFunc(rest, func(a, b line) int { return strings.Compare(a.key, b.key) })
	for _, l := range rest {
		out = append(out, l.text)
	}
	return out
}

// line is one line about the resource with a key.
type line struct{ key, text string }

// Conditions returns the conditions of the composite, a line each.
func Conditions(r *render.Result) []string {
	conditions, _, _ := unstructured.NestedSlice(r.Composite.Object, "status", "conditions")
	out := make([]string, 0, len(conditions))
	for _, c := range conditions {
		c, _ := c.(map[string]any)
		text := fmt.Sprintf("%s=%s %s", c["type"], c["status"], c["reason"])
		if m, ok := c["message"].(string); ok && m != "" {
			text += ": " + m
		}
		out = append(out, text)
	}
	slices.Sort(out)
	return out
}

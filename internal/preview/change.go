package preview

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// Change is the input of a Plan: a platform before a change, and the reconciles of
// the change.
type Change struct {
	From, To string

	// Composite and Before are the composite and its composed resources before the
	// change, and Observed holds its managed resources. A new platform has no composite.
	Composite        *unstructured.Unstructured
	Before, Observed []*unstructured.Unstructured

	// Turns are the reconciles of the change. Of a change that is refused there are none.
	Turns []timeline.Turn

	// After holds the managed resources after the last turn.
	After []*unstructured.Unstructured

	// Asked are the keys of the resources that a new platform with the same claim has.
	Asked map[string]bool

	// Refused is why the change is refused, or empty.
	Refused string
}

// New returns the plan of a change.
func New(c Change) *Plan {
	p := &Plan{
		APIVersion: Version, Kind: Kind,
		From: c.From, To: c.To, Refused: c.Refused,
		Steps: []Step{}, Kept: []Kept{}, Interruptions: []Interruption{}, Costs: []Cost{}, Conditions: []outline.Condition{},
	}
	old := c.outlineBefore()
	p.identify(old)
	if len(c.Turns) == 0 {
		return p
	}
	last := c.Turns[len(c.Turns)-1].Result
	now := outline.Read(last.Composite, last.Resources, c.After)
	p.identify(now)
	existed := map[string]bool{}
	for _, o := range c.Before {
		existed[timeline.Key(o)] = true
	}
	before := c.Before
	for i, t := range c.Turns {
		difference := timeline.Compare(before, t.Result.Resources)
		step := newStep(i+1, difference, t.Result)
		p.Steps = append(p.Steps, step)
		p.Interruptions = append(p.Interruptions, interruptions(step.Number, difference, existed)...)
		p.warn(t.Result.Messages)
		before = t.Result.Resources
	}
	p.Kept = c.kept()
	p.Costs = costs(old, now, c.Before, last.Resources)
	p.Conditions = now.Conditions
	p.count(existed)
	return p
}

// outlineBefore returns the outline before the change, empty for a new platform.
func (c Change) outlineBefore() *outline.Platform {
	if c.Composite == nil {
		return &outline.Platform{}
	}
	return outline.Read(c.Composite, c.Before, c.Observed)
}

func (p *Plan) identify(o *outline.Platform) {
	if o.Composite != "" {
		p.Platform, p.Composite = o.Name, o.Composite
	}
}

// warn adds what the functions warn of, each once.
func (p *Plan) warn(messages []render.Message) {
	for _, m := range messages {
		known := false
		for _, w := range p.Warnings {
			known = known || w == m.Text
		}
		if m.Severity == render.SeverityWarning && !known {
			p.Warnings = append(p.Warnings, m.Text)
		}
	}
}

func newStep(number int, c timeline.Change, result *render.Result) Step {
	s := Step{Number: number, Created: []Resource{}, Updated: []Update{}, Deleted: []Resource{}, Released: []Resource{}, Withheld: []Withheld{}}
	for _, o := range c.Created {
		s.Created = append(s.Created, newResource(o))
	}
	for _, o := range c.Deleted {
		if deletable(o) {
			s.Deleted = append(s.Deleted, newResource(o))
		} else {
			s.Released = append(s.Released, newResource(o))
		}
	}
	for _, u := range c.Updated {
		s.Updated = append(s.Updated, newUpdate(u))
	}
	s.withhold(result)
	return s
}

func newResource(o *unstructured.Unstructured) Resource {
	return Resource{Key: timeline.Key(o), APIVersion: o.GetAPIVersion(), Kind: o.GetKind(), Name: o.GetName()}
}

func newUpdate(u timeline.Update) Update {
	out := Update{Resource: newResource(u.After)}
	for _, f := range u.Fields {
		out.Fields = append(out.Fields, Field{Path: f.Path, Old: f.Old, New: f.New, Resolved: resolved(u, f)})
	}
	return out
}

// resolved reports whether a field appears or disappears beside a reference that
// resolves to it, or is the default that the API server adds to a reference.
func resolved(u timeline.Update, f timeline.Field) bool {
	if f.Old != nil && f.New != nil {
		return false
	}
	if strings.HasSuffix(f.Path, "Ref.policy.resolution") {
		return true
	}
	path := strings.Split("spec."+f.Path, ".")
	path[len(path)-1] += "Ref"
	for _, o := range []*unstructured.Unstructured{u.Before, u.After} {
		if _, ok, _ := unstructured.NestedMap(o.Object, path...); ok {
			return true
		}
	}
	return false
}

// deletable reports whether a resource is deleted in AWS when it leaves.
func deletable(o *unstructured.Unstructured) bool {
	if policy, _, _ := unstructured.NestedString(o.Object, "spec", "deletionPolicy"); policy == "Orphan" {
		return false
	}
	policies, _, _ := unstructured.NestedStringSlice(o.Object, "spec", "managementPolicies")
	for _, p := range policies {
		if p == "Delete" || p == "*" {
			return true
		}
	}
	return len(policies) == 0
}

// count fills in the summary.
func (p *Plan) count(existed map[string]bool) {
	created, updated, deleted, released, again := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range p.Steps {
		for _, r := range s.Created {
			created[r.Key] = true
			again[r.Key] = deleted[r.Key]
		}
		for _, r := range s.Deleted {
			deleted[r.Key] = true
		}
		for _, r := range s.Released {
			released[r.Key] = true
		}
		for _, u := range s.Updated {
			if existed[u.Key] && !u.resolved() {
				updated[u.Key] = true
			}
		}
	}
	p.Summary = Summary{Create: len(created), Update: len(updated), Delete: len(deleted), Release: len(released), Keep: len(p.Kept)}
	for _, replaced := range again {
		if replaced {
			p.Summary.Replace++
		}
	}
}

package preview

import (
	"github.com/xplatform-dev/xplatform/internal/outline"
)

// Version is the version of the JSON form of a Plan. Fields may be added to it; one that
// is removed, or that changes its meaning, is another version.
const (
	Version = "plan.xplatform.dev/v1"
	Kind    = "Plan"
)

// Plan describes the effects of a change of a platform.
type Plan struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`

	// Platform is the name of the claim, and Composite that of its composite.
	Platform  string `json:"platform"`
	Composite string `json:"composite"`

	// From and To name the states before and after the change.
	From string `json:"from"`
	To   string `json:"to"`

	// Refused is why the change is refused. Nothing changes then.
	Refused string `json:"refused,omitempty"`

	Summary Summary `json:"summary"`

	// Steps are the reconciles of the change, in their order. The last ones may change
	// nothing: they observe the changes before them.
	Steps []Step `json:"steps"`

	Kept          []Kept         `json:"kept"`
	Interruptions []Interruption `json:"interruptions"`
	Costs         []Cost         `json:"costs"`

	// Conditions are those of the platform after the last step.
	Conditions []outline.Condition `json:"conditions"`

	// Warnings are the warnings that the functions return for the claim.
	Warnings []string `json:"warnings,omitempty"`
}

// Summary counts resources.
type Summary struct {
	// Create counts the resources that are created in any step.
	Create int `json:"create"`

	// Update counts the resources that exist before the change and are updated.
	Update int `json:"update"`

	// Replace counts the resources that are deleted and created again. They are
	// contained in Create and Delete.
	Replace int `json:"replace"`

	// Delete counts the resources that are deleted in AWS.
	Delete int `json:"delete"`

	// Release counts the resources that leave the platform and stay in AWS.
	Release int `json:"release"`

	// Keep counts the resources that the claim does not ask for any more and that the
	// platform keeps.
	Keep int `json:"keep"`
}

// Step is one reconcile.
type Step struct {
	// Number counts from 1.
	Number int `json:"number"`

	Created  []Resource `json:"created"`
	Updated  []Update   `json:"updated"`
	Deleted  []Resource `json:"deleted"`
	Released []Resource `json:"released"`

	// Withheld are resources that are not created or not updated in this step, because
	// they wait. Each part of a platform lists the first five, and counts the others.
	Withheld     []Withheld `json:"withheld"`
	MoreWithheld int        `json:"moreWithheld,omitempty"`
}

// Changes reports whether the step changes anything that was not resolved from a
// reference.
func (s Step) Changes() bool {
	for _, u := range s.Updated {
		if !u.resolved() {
			return true
		}
	}
	return len(s.Created)+len(s.Deleted)+len(s.Released) > 0
}

// Resource is a composed resource.
type Resource struct {
	// Key is the name in the composition, such as nat-gateway-a.
	Key        string `json:"key"`
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`

	// Name is the name of the Kubernetes object.
	Name string `json:"name"`
}

// Update is a resource whose spec changes.
type Update struct {
	Resource

	Fields []Field `json:"fields"`
}

func (u Update) resolved() bool {
	for _, f := range u.Fields {
		if !f.Resolved {
			return false
		}
	}
	return true
}

// Field is a field below spec whose value changes. A value that is not set is null.
type Field struct {
	Path string `json:"path"`
	Old  any    `json:"old"`
	New  any    `json:"new"`

	// Resolved is set if the value is that of a reference beside the field, which the
	// provider resolves: AWS is not changed by it.
	Resolved bool `json:"resolved,omitempty"`
}

// Withheld is a resource that waits for another.
type Withheld struct {
	Key string `json:"key"`

	// Unchanged is set if the resource exists and is not updated meanwhile.
	Unchanged bool   `json:"unchanged,omitempty"`
	WaitsFor  string `json:"waitsFor"`
}

// Kept is a resource that the claim does not ask for and that the platform keeps.
type Kept struct {
	Resource

	Reason string `json:"reason"`
}

// Nothing reports whether the change changes nothing.
func (p *Plan) Nothing() bool {
	for _, s := range p.Steps {
		if s.Changes() {
			return false
		}
	}
	return true
}

package preview

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// Effect is how a change interrupts users of a platform.
type Effect string

// Effects.
const (
	// Restart makes a store unavailable for seconds or minutes.
	Restart Effect = "restart"

	// Deployment replaces tasks or nodes one after the other: requests are answered all
	// the time, and long connections end.
	Deployment Effect = "deployment"

	// Disconnection ends established connections.
	Disconnection Effect = "disconnection"

	// Loss ends a service or deletes data.
	Loss Effect = "loss"
)

// Interruption is a change that users of a platform can notice.
type Interruption struct {
	Resource

	// Step is the number of the step.
	Step int `json:"step"`

	// Field is the field that changes, empty if the resource is deleted.
	Field string `json:"field,omitempty"`
	Old   any    `json:"old,omitempty"`
	New   any    `json:"new,omitempty"`

	Effect Effect `json:"effect"`

	// When is immediately, or in the next maintenance window.
	When string `json:"when"`

	// Text says what happens, and Reference is the page of AWS that states it.
	Text      string `json:"text"`
	Reference string `json:"reference"`
}

// interruptions returns what a difference interrupts. A resource that is created by the
// change serves no users yet.
func interruptions(step int, c timeline.Change, existed map[string]bool) []Interruption {
	var out []Interruption
	for _, o := range c.Deleted {
		for _, r := range onDelete {
			if r.matches(o) && deletable(o) && existed[timeline.Key(o)] {
				out = append(out, Interruption{Resource: newResource(o), Step: step, Effect: r.effect, When: immediately, Text: r.text + snapshot(o), Reference: r.reference})
			}
		}
	}
	for _, u := range c.Updated {
		if existed[timeline.Key(u.After)] {
			out = append(out, updateInterruptions(step, u)...)
		}
	}
	return out
}

// updateInterruptions returns one interruption for each text of a rule that an update
// matches: two fields that change in one step are applied together.
func updateInterruptions(step int, u timeline.Update) []Interruption {
	var out []Interruption
	for _, r := range onUpdate {
		told := func(i Interruption) bool { return i.Text == r.text }
		if !r.matches(u.After) || slices.ContainsFunc(out, told) {
			continue
		}
		for _, f := range u.Fields {
			if !within(f.Path, "forProvider."+r.field) || resolved(u, f) || r.only != nil && !r.only(f) {
				continue
			}
			out = append(out, Interruption{
				Resource: newResource(u.After), Step: step, Field: f.Path, Old: f.Old, New: f.New,
				Effect: r.effect, When: when(u.After), Text: r.text, Reference: r.reference,
			})
			break
		}
	}
	return out
}

// within reports whether a path is a field or below it.
func within(path, field string) bool {
	return path == field || strings.HasPrefix(path, field+".")
}

const immediately = "immediately"

// when returns when AWS applies a change to a resource: stores have a maintenance
// window.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.ApplyImmediately.html
func when(o *unstructured.Unstructured) string {
	now, set, _ := unstructured.NestedBool(o.Object, "spec", "forProvider", "applyImmediately")
	if !set || now {
		return immediately
	}
	if window, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", "maintenanceWindow"); window != "" {
		return "in the next maintenance window (" + window + ")"
	}
	return "in the next maintenance window"
}

// snapshot returns which snapshot remains of a store that is deleted.
func snapshot(o *unstructured.Unstructured) string {
	final, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", "finalSnapshotIdentifier")
	skip, _, _ := unstructured.NestedBool(o.Object, "spec", "forProvider", "skipFinalSnapshot")
	switch {
	case skip:
		return ", without a final snapshot"
	case final != "":
		return fmt.Sprintf(", the final snapshot %s remains", final)
	}
	return ""
}

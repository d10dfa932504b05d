package simulatedaws

import "fmt"

// A refusal returns AWS's message about a resource that it refuses, or "".
type refusal func(*world, *resource) string

// either returns the first of several refusals.
func either(refusals ...refusal) refusal {
	return func(w *world, r *resource) string {
		for _, refuses := range refusals {
			if answer := refuses(w, r); answer != "" {
				return answer
			}
		}
		return ""
	}
}

// groupMissing refuses a new store whose subnet group, named in a field, AWS
// does not have. The name of a group is known before the group is made. One
// that is no resource here is managed elsewhere, and considered to exist.
func groupMissing(kind, field, answer string) refusal {
	return func(w *world, r *resource) string {
		group := r.asked(field)
		if r.existed || group == "" {
			return ""
		}
		for o := range w.ofKind(r, kind) {
			if o.GetAnnotations()[externalNameAnnotation] == group && status(o, "id") == "" {
				return fmt.Sprintf(answer, group)
			}
		}
		return ""
	}
}

package simulatedaws

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// transition is when every condition changed last. A clock would make two
// renderings of one platform differ.
const transition = "2024-01-01T00:00:00Z"

// available reports a resource that exists and is as desired.
func (r *resource) available(atProvider map[string]any) {
	r.status()["atProvider"] = atProvider
	r.setConditions(
		condition("Ready", "True", "Available", ""),
		condition("Synced", "True", "ReconcileSuccess", ""),
	)
}

// creating reports a resource on which AWS is still at work.
func (r *resource) creating() {
	r.setConditions(
		condition("Ready", "False", "Creating", ""),
		condition("Synced", "True", "ReconcileSuccess", ""),
	)
}

// failed reports a resource that AWS refused to create or update, in the words
// that the provider puts around AWS's own.
func (r *resource) failed(message string) {
	verb := "create"
	if r.existed {
		verb = "update"
	}
	r.setConditions(
		r.readiness(condition("Ready", "False", "Creating", "")),
		condition("Synced", "False", "ReconcileError", fmt.Sprintf("%[1]s failed: async %[1]s failed: failed to %[1]s the resource: [{0 %[2]s  []}]", verb, message)),
	)
}

// cannotObserve reports a resource that the provider cannot even look for.
func (r *resource) cannotObserve(message string) {
	r.setConditions(
		r.readiness(nil),
		condition("Synced", "False", "ReconcileError", "observe failed: "+message),
	)
}

// cannotResolve reports a resource that was not sent to AWS at all.
func (r *resource) cannotResolve(problem string) {
	r.setConditions(
		r.readiness(nil),
		condition("Synced", "False", "ReconcileError", "cannot resolve references: "+problem),
	)
}

// readiness returns the Ready condition of a resource that existed before: a
// failed update does not affect an existing resource. Of a new one it is
// otherwise.
func (r *resource) readiness(otherwise map[string]any) map[string]any {
	if r.existed {
		return condition("Ready", "True", "Available", "")
	}
	return otherwise
}

func (r *resource) status() map[string]any {
	s, ok := r.Object["status"].(map[string]any)
	if !ok {
		s = map[string]any{}
		r.Object["status"] = s
	}
	return s
}

func (r *resource) setConditions(conditions ...map[string]any) {
	list := make([]any, 0, len(conditions))
	for _, c := range conditions {
		if c != nil {
			list = append(list, c)
		}
	}
	r.status()["conditions"] = list
}

func condition(kind, status, reason, message string) map[string]any {
	c := map[string]any{
		"type":               kind,
		"status":             status,
		"reason":             reason,
		"lastTransitionTime": transition,
	}
	if message != "" {
		c["message"] = message
	}
	return c
}

// RefuseDeletion sets the condition that AWS refused to delete the resource of
// an object.
func RefuseDeletion(o *unstructured.Unstructured, message string) {
	r := &resource{Unstructured: o}
	r.setConditions(
		condition("Ready", "False", "Deleting", ""),
		condition("Synced", "False", "ReconcileError", fmt.Sprintf("delete failed: async delete failed: failed to delete the resource: [{0 %s  []}]", message)),
	)
}

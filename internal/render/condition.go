package render

import (
	"slices"

	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// conditionTime is the time that crossplane composition render sets in
// conditions.
const conditionTime = "2024-01-01T00:00:00Z"

// compositeConditions returns Ready, which Crossplane decides, and the
// conditions that the functions returned.
func (r *pipelineRun) compositeConditions() []map[string]any {
	var unready []string
	for name, d := range r.desired.GetResources() {
		if d.GetReady() != fnv1.Ready_READY_TRUE {
			unready = append(unready, name)
		}
	}
	ready := condition("Ready", "True", "Available", "")
	switch declared := r.desired.GetComposite().GetReady(); {
	case declared == fnv1.Ready_READY_FALSE:
		ready = condition("Ready", "False", "Creating", "")
	case declared == fnv1.Ready_READY_UNSPECIFIED && len(unready) > 0:
		ready = condition("Ready", "False", "Creating", "Unready resources: "+resource.StableNAndSomeMore(resource.DefaultFirstN, unready))
	}
	all := []map[string]any{ready}
	for _, c := range r.conditions {
		if c.GetType() == "Ready" || c.GetType() == "Synced" || c.GetType() == "Healthy" {
			continue // These belong to Crossplane.
		}
		all = append(all, condition(c.GetType(), statusText(c.GetStatus()), c.GetReason(), c.GetMessage()))
	}
	return all
}

func statusText(s fnv1.Status) string {
	switch s {
	case fnv1.Status_STATUS_CONDITION_TRUE:
		return "True"
	case fnv1.Status_STATUS_CONDITION_FALSE:
		return "False"
	case fnv1.Status_STATUS_CONDITION_UNKNOWN, fnv1.Status_STATUS_CONDITION_UNSPECIFIED:
	}
	return "Unknown"
}

func condition(kind, status, reason, message string) map[string]any {
	c := map[string]any{"type": kind, "status": status, "reason": reason, "lastTransitionTime": conditionTime}
	if message != "" {
		c["message"] = message
	}
	return c
}

// setCondition replaces the condition of the same type, or adds one.
func setCondition(xr *unstructured.Unstructured, c map[string]any) {
	status := child(xr.Object, "status")
	list, _ := status["conditions"].([]any)
	i := slices.IndexFunc(list, func(v any) bool {
		was, _ := v.(map[string]any)
		return was["type"] == c["type"]
	})
	if i >= 0 {
		list[i] = c
	} else {
		list = append(list, c)
	}
	status["conditions"] = list
}

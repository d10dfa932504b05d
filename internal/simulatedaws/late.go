package simulatedaws

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

// lateManager is the manager, in an object's managed fields, of fields that the
// provider wrote into the spec.
const lateManager = "provider"

// lateInitialized reports whether the provider may write into the resource: the
// external name of a resource that it created, and unset fields.
func (r *resource) lateInitialized() bool { return may(r.Unstructured, "LateInitialize") }

// lateInitialize fills unset parameters with the values that AWS reports. A
// field that is partly set is unchanged.
func (p *Provider) lateInitialize(r *resource, atProvider map[string]any) {
	if !r.lateInitialized() || r.adopted() {
		return
	}
	if p.suffers(FieldsFilledIn) {
		for _, field := range r.kind.late {
			value, told := atProvider[field]
			if _, asked := r.parameters()[field]; asked || !told {
				continue
			}
			r.parameters()[field] = runtime.DeepCopyJSONValue(value)
			r.owned["f:"+field] = map[string]any{}
			r.wrote("spec.forProvider.%s is filled in", field)
		}
	}
	if kindKey(r.Unstructured) == "elbv2/LBListenerRule" && p.suffers(ActionsFilledIn) {
		fillActions(r)
	}
}

// fillActions fills the order and the stickiness into the actions of a rule.
// The list belongs as a whole to its last writer.
func fillActions(r *resource) {
	actions, _ := r.parameters()["action"].([]any)
	for i, a := range actions {
		action, _ := a.(map[string]any)
		if _, ok := action["order"]; !ok {
			action["order"] = int64(i + 1)
			r.wrote("spec.forProvider.action[%d].order is filled in", i)
		}
		forward, ok := action["forward"].(map[string]any)
		if _, sticky := forward["stickiness"]; ok && !sticky {
			forward["stickiness"] = map[string]any{"enabled": false, "duration": int64(3600)}
			r.wrote("spec.forProvider.action[%d].forward.stickiness is filled in", i)
		}
	}
}

// inherit takes over the parameters that the provider wrote into the object
// earlier, and that no other writer has set since: server-side apply does not
// change them.
func (r *resource) inherit(observed *unstructured.Unstructured) {
	from, _, _ := unstructured.NestedMap(observed.Object, "spec", "forProvider")
	for field, inside := range lateFields(observed) {
		name := strings.TrimPrefix(field, "f:")
		value, there := from[name]
		if _, asked := r.parameters()[name]; asked || !there || r.parameters() == nil {
			continue
		}
		r.parameters()[name] = value
		r.owned[field] = inside
	}
}

// lateFields returns the parameters that the provider owns, in the form of
// managed fields.
func lateFields(o *unstructured.Unstructured) map[string]any {
	entries, _, _ := unstructured.NestedSlice(o.Object, "metadata", "managedFields")
	for _, e := range entries {
		entry, _ := e.(map[string]any)
		if entry["manager"] == lateManager {
			fields, _, _ := unstructured.NestedMap(entry, "fieldsV1", "f:spec", "f:forProvider")
			return fields
		}
	}
	return nil
}

// own writes down which parameters are the provider's.
func (r *resource) own() {
	if len(r.owned) == 0 {
		return
	}
	entry := map[string]any{
		"manager":    lateManager,
		"operation":  "Update",
		"apiVersion": r.GetAPIVersion(),
		"fieldsType": "FieldsV1",
		"fieldsV1":   map[string]any{"f:spec": map[string]any{"f:forProvider": r.owned}},
	}
	_ = unstructured.SetNestedSlice(r.Object, []any{entry}, "metadata", "managedFields") // There is metadata.
}

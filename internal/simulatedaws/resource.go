package simulatedaws

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
)

const externalNameAnnotation = "crossplane.io/external-name"

// A resource is one managed resource during Act. It starts with its desired and
// its observed state.
type resource struct {
	*unstructured.Unstructured
	kind     kind
	provider *Provider

	// stage is how far the provider has come with the resource by now.
	stage stage

	// existed says that the resource had an identity in AWS before.
	existed bool

	// identity is the identity of the resource in AWS. The provider keeps it in
	// memory if it does not write it into the annotation.
	identity string

	// before is the status.atProvider that was observed.
	before map[string]any

	// owner is the account of what exists of the platform, empty where nothing does.
	owner string

	// home is a region of the platform, for what has none of its own.
	home string

	// asking is the spec.forProvider that was observed, and was the external name.
	asking map[string]any
	was    string

	// owned are the parameters that the provider wrote, in the form of managed fields.
	owned map[string]any

	// writes are the writes of the provider.
	writes []string

	// sorted says that the provider sorted a list of references.
	sorted bool

	// forgotten says that the provider does not find what it created.
	forgotten bool

	// unmanaged says that the object is none of the provider's: a Secret, or
	// one of Crossplane's own. Such an object exists as soon as it is applied.
	unmanaged bool
}

// A stage is how far the provider has come with a resource.
type stage int

const (
	// waiting: what the resource refers to, or what AWS waits for, is missing.
	waiting stage = iota

	// standing: the resource exists, and others that come after it change what
	// AWS knows of it.
	standing

	// settled: there is nothing more to do.
	settled
)

func newResource(desired, observed *unstructured.Unstructured) (*resource, error) {
	r := &resource{Unstructured: desired.DeepCopy(), owned: map[string]any{}}
	r.SetUID(types.UID(uuid(r)))
	if observed != nil {
		r.SetUID(observed.GetUID())
	}
	if !strings.HasSuffix(r.group(), ".upbound.io") {
		r.unmanaged = true
		return r, nil
	}
	k, ok := kinds[kindKey(desired)]
	if !ok {
		return nil, fmt.Errorf("cannot simulate kind %q: add it to the table of its service in internal/simulatedaws, such as ec2Kinds in ec2.go", kindKey(desired))
	}
	r.kind = k
	r.identity = r.GetAnnotations()[externalNameAnnotation]
	unstructured.RemoveNestedField(r.Object, "status")
	if observed == nil {
		return r, nil
	}
	if s, ok := observed.Object["status"].(map[string]any); ok {
		r.Object["status"] = (&unstructured.Unstructured{Object: s}).DeepCopy().Object
	}
	r.before, _, _ = unstructured.NestedMap(r.Object, "status", "atProvider")
	r.asking, _, _ = unstructured.NestedMap(observed.Object, "spec", "forProvider")
	if r.was = observed.GetAnnotations()[externalNameAnnotation]; r.was != "" {
		r.setExternalName(r.was)
	}
	r.existed = r.before["id"] != nil
	r.inherit(observed)
	return r, nil
}

func (r *resource) group() string { return r.GroupVersionKind().Group }

// externalName returns the identity of the resource, or "" as long as AWS has
// none.
func (r *resource) externalName() string { return r.identity }

// setExternalName keeps the identity of the resource, and writes it into the
// annotation as the provider does: a name always, what AWS returned only where the
// resource is late-initialized, or the annotation is there already.
func (r *resource) setExternalName(name string) {
	r.identity = name
	if !r.kind.named() && !r.lateInitialized() && r.GetAnnotations()[externalNameAnnotation] == "" {
		return
	}
	annotations := maps.Clone(r.GetAnnotations())
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[externalNameAnnotation] = name
	r.SetAnnotations(annotations)
}

// adopted reports whether the resource is only observed, because it was created
// elsewhere.
func (r *resource) adopted() bool {
	policies, ok, _ := unstructured.NestedStringSlice(r.Object, "spec", "managementPolicies")
	return ok && slices.Equal(policies, []string{"Observe"})
}

// parameters is spec.forProvider itself, not a copy.
func (r *resource) parameters() map[string]any {
	spec, _ := r.Object["spec"].(map[string]any)
	p, _ := spec["forProvider"].(map[string]any)
	return p
}

// region is where the resource lives. Global services have none.
func (r *resource) region() string {
	return r.asked("region")
}

// asked returns a text in spec.forProvider.
func (r *resource) asked(field string) string { return parameter(r.Unstructured, field) }

// requested returns the parameters of the spec, in the form in which
// status.atProvider repeats them: without references, selectors and secrets.
// What it asks for at first only, in initProvider, others may have changed
// since.
func (r *resource) requested() map[string]any {
	out := map[string]any{}
	initial, _, _ := unstructured.NestedMap(r.Object, "spec", "initProvider")
	for field, value := range initial {
		if before, ok := r.before[field]; ok {
			value = before
		}
		out[field] = value
	}
	wanted, _, _ := unstructured.NestedMap(r.Object, "spec", "forProvider")
	maps.Copy(out, wanted)
	return fields(out)
}

// fields returns those of an object that hold values. What asks for a generated
// password is for the provider alone, AWS gets the password.
func fields(object map[string]any) map[string]any {
	out := make(map[string]any, len(object))
	for name, value := range object {
		if !isReference(name) && !strings.HasSuffix(name, "Selector") && !strings.HasPrefix(name, "autoGenerate") {
			out[name] = values(value)
		}
	}
	return out
}

func values(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return fields(v)
	case []any:
		out := make([]any, 0, len(v))
		for _, item := range v {
			out = append(out, values(item))
		}
		return out
	default:
		return v
	}
}

func isReference(field string) bool {
	return strings.HasSuffix(field, "Ref") || strings.HasSuffix(field, "Refs")
}

// set writes a field that must not be empty.
func set(atProvider map[string]any, field, value string) error {
	if value == "" {
		return fmt.Errorf("cannot set status.atProvider.%s: the value is empty", field)
	}
	atProvider[field] = value
	return nil
}

package simulatedaws

import (
	"iter"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A world is everything that exists in Kubernetes and in AWS at one moment, by
// identity.
type world struct {
	objects map[string]*unstructured.Unstructured
}

func newWorld(observed []*unstructured.Unstructured) *world {
	w := &world{objects: make(map[string]*unstructured.Unstructured, len(observed))}
	for _, o := range observed {
		w.objects[identity(o)] = o
	}
	return w
}

// identity identifies an object. The version is not part of it: the provider
// serves some kinds in several.
func identity(o *unstructured.Unstructured) string {
	return strings.Join([]string{kindKey(o), o.GetNamespace(), o.GetName()}, "/")
}

// find returns an object by its identity, or nil.
func (w *world) find(id string) *unstructured.Unstructured { return w.objects[id] }

// replace puts the resources that are about to be acted on in the place of
// what was observed of them.
func (w *world) replace(resources []*resource) {
	for _, r := range resources {
		w.objects[identity(r.Unstructured)] = r.Unstructured
	}
}

// withStatus finds the object of a kind with a value in status.atProvider, in
// the namespace of the one who asks, or nil.
func (w *world) withStatus(of *resource, kind, field, value string) *unstructured.Unstructured {
	if value == "" {
		return nil
	}
	for o := range w.ofKind(of, kind) {
		if status(o, field) == value {
			return o
		}
	}
	return nil
}

// ofKind goes through the objects of a kind in the namespace of the one who
// asks, in no order.
func (w *world) ofKind(of *resource, kind string) iter.Seq[*unstructured.Unstructured] {
	prefix := kind + "/" + of.GetNamespace() + "/"
	return func(yield func(*unstructured.Unstructured) bool) {
		for id, o := range w.objects {
			if strings.HasPrefix(id, prefix) && !yield(o) {
				return
			}
		}
	}
}

// status returns the text in a field of an object's status.atProvider.
func status(o *unstructured.Unstructured, field string) string {
	if o == nil {
		return ""
	}
	v, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", field)
	return v
}

// parameter returns the text in a field of an object's spec.forProvider.
func parameter(o *unstructured.Unstructured, field string) string {
	v, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", field)
	return v
}

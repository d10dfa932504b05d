package e2e

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// A collection contains the composed resources of platforms, by platform and
// key.
type collection map[*platform]map[string]*unstructured.Unstructured

// collect reads the resources of many platforms at once: it lists each kind
// once instead of getting each of a thousand objects.
func (e *emulation) collect(platforms []*platform) collection {
	e.t.Helper()
	listed := map[schema.GroupVersionResource]map[string]*unstructured.Unstructured{}
	all := collection{}
	for _, f := range platforms {
		all[f] = map[string]*unstructured.Unstructured{}
		for _, ref := range e.forTest(f).references() {
			if ref.plain() {
				continue
			}
			if listed[ref.resource] == nil {
				listed[ref.resource] = e.byName(ref.resource)
			}
			if o := listed[ref.resource][ref.namespace+"/"+ref.name]; o != nil {
				all[f][keyOf(o)] = o
			}
		}
	}
	return all
}

// byName lists the objects of one kind, by namespace and name.
func (e *emulation) byName(r schema.GroupVersionResource) map[string]*unstructured.Unstructured {
	e.t.Helper()
	objects := map[string]*unstructured.Unstructured{}
	for _, o := range e.list(r) {
		objects[o.GetNamespace()+"/"+o.GetName()] = &o
	}
	return objects
}

package e2e

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gobuffalo/flect"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// A platform is one that a test applies and changes.
type platform struct {
	*plane
	kind schema.GroupVersionResource
	o    *unstructured.Unstructured
}

// example is an example of the repository, under another name.
func (p *plane) example(file, namespace, name string) *platform {
	p.t.Helper()
	return p.claim(filepath.Join("..", "..", "examples", file), namespace, name)
}

// claim is what a file asks for, under another name.
func (p *plane) claim(file, namespace, name string) *platform {
	p.t.Helper()
	document, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	o := object(p.t, string(document), nil)
	o.SetNamespace(namespace)
	o.SetName(name)
	kind := claims
	if o.GroupVersionKind().Group == namespaced.Group {
		kind = namespaced
	}
	return &platform{plane: p, kind: kind, o: o}
}

func (f *platform) in(t *testing.T) *platform {
	t.Helper()
	return &platform{plane: f.plane.in(t), kind: f.kind, o: f.o}
}

// set changes the spec and applies it. A value of nil removes a field.
func (f *platform) set(value any, fields ...string) {
	f.t.Helper()
	fields = append([]string{"spec"}, fields...)
	if value == nil {
		unstructured.RemoveNestedField(f.o.Object, fields...)
	} else if err := unstructured.SetNestedField(f.o.Object, value, fields...); err != nil {
		f.t.Fatal(err)
	}
	f.apply()
}

func (f *platform) apply() {
	f.t.Helper()
	f.plane.apply(f.kind, f.o)
}

func (f *platform) now() *unstructured.Unstructured {
	f.t.Helper()
	return f.get(f.kind, f.o.GetNamespace(), f.o.GetName())
}

// composite is the name of the composite.
func (f *platform) composite() string {
	f.t.Helper()
	if f.kind == namespaced {
		return f.o.GetName()
	}
	name, _, _ := unstructured.NestedString(f.now().Object, "spec", "resourceRef", "name")
	return name
}

// text is a text in the platform's status.
func (f *platform) text(fields ...string) string {
	f.t.Helper()
	v, _, _ := unstructured.NestedFieldNoCopy(f.now().Object, append([]string{"status"}, fields...)...)
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// list is a list of texts in the platform's status.
func (f *platform) list(fields ...string) []string {
	f.t.Helper()
	v, _, _ := unstructured.NestedStringSlice(f.now().Object, append([]string{"status"}, fields...)...)
	return v
}

// ready waits until the platform says so, and each of its functions does. It
// must have taken up the last change.
func (f *platform) ready(limit time.Duration, reason string) {
	f.t.Helper()
	f.await(limit, reason, func() string {
		o := f.now()
		for _, c := range conditions(o) {
			if status, message := condition(o, c); status != "True" {
				return fmt.Sprintf("%s is %s: %s", c, status, message)
			}
		}
		return f.unready()
	})
}

// unready names a resource that is not ready.
func (f *platform) unready() string {
	f.t.Helper()
	for key, o := range f.resources() {
		if status, message := condition(o, "Ready"); status != "True" {
			return fmt.Sprintf("%s is not ready: %s", key, message)
		}
	}
	return ""
}

// resources are what the platform is composed of, by key: managed resources and
// Usages. A Secret is none of them, as it has no conditions.
func (f *platform) resources() map[string]*unstructured.Unstructured {
	f.t.Helper()
	all := map[string]*unstructured.Unstructured{}
	for _, ref := range f.references() {
		gvk := schema.FromAPIVersionAndKind(ref["apiVersion"], ref["kind"])
		if gvk.Group == "" {
			continue
		}
		if o := f.get(resource(gvk), f.namespaceOf(), ref["name"]); o != nil {
			all[keyOf(o)] = o
		}
	}
	return all
}

func (f *platform) namespaceOf() string {
	if f.kind == namespaced {
		return f.o.GetNamespace()
	}
	return ""
}

// references are those of the composite to what it is composed of.
func (f *platform) references() []map[string]string {
	f.t.Helper()
	kind, path := composites, []string{"spec", "resourceRefs"}
	if f.kind == namespaced {
		kind, path = namespaced, []string{"spec", "crossplane", "resourceRefs"}
	}
	o := f.get(kind, f.namespaceOf(), f.composite())
	if o == nil {
		return nil
	}
	list, _, _ := unstructured.NestedSlice(o.Object, path...)
	var refs []map[string]string
	for _, item := range list {
		ref := map[string]string{}
		for k, v := range item.(map[string]any) {
			ref[k] = fmt.Sprint(v)
		}
		refs = append(refs, ref)
	}
	return refs
}

// resource is what the API server calls one of the provider's kinds.
func resource(gvk schema.GroupVersionKind) schema.GroupVersionResource {
	return gvk.GroupVersion().WithResource(flect.Pluralize(strings.ToLower(gvk.Kind)))
}

func of(o *unstructured.Unstructured) schema.GroupVersionResource {
	return resource(o.GroupVersionKind())
}

func keyOf(o *unstructured.Unstructured) string {
	return cmp.Or(o.GetAnnotations()["crossplane.io/composition-resource-name"], o.GetKind())
}

// delete deletes the platform and waits until nothing is left of it in
// Kubernetes.
func (f *platform) delete() string {
	f.t.Helper()
	composite, before := f.composite(), f.resources()
	f.remove(f.kind, f.o.GetNamespace(), f.o.GetName())
	f.await(long, "the platform is gone", func() string {
		if o := f.now(); o != nil {
			return fmt.Sprintf("it is still there, with %d of %d resources", len(f.left(before)), len(before))
		}
		if left := f.left(before); len(left) > 0 {
			return fmt.Sprintf("resources are left: %v", left)
		}
		return ""
	})
	return composite
}

// left are the keys of resources that are still there, with why.
func (f *platform) left(before map[string]*unstructured.Unstructured) []string {
	f.t.Helper()
	var keys []string
	for key, o := range before {
		if now := f.get(of(o), o.GetNamespace(), o.GetName()); now != nil {
			_, message := condition(now, "Synced")
			keys = append(keys, key+" "+message)
		}
	}
	slices.Sort(keys)
	return keys
}

// namespace makes a namespace.
func (p *plane) namespace(name string) string {
	p.t.Helper()
	o := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}}
	if _, err := p.client.Resource(namespaces).Apply(p.ctx, name, o, metav1.ApplyOptions{FieldManager: "e2e"}); err != nil {
		p.t.Fatal(err)
	}
	return name
}

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

// A platform is a platform that a test applies and changes.
type platform struct {
	*plane
	kind schema.GroupVersionResource
	o    *unstructured.Unstructured
}

// example returns an example of the repository, under another name.
func (p *plane) example(file, namespace, name string) *platform {
	p.t.Helper()
	return p.claim(filepath.Join("..", "..", "examples", file), namespace, name)
}

// claim returns the platform of a file, under another name.
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

func (f *platform) now() *unstructured.Unstructured {
	f.t.Helper()
	return f.get(f.kind, f.o.GetNamespace(), f.o.GetName())
}

// composite returns the name of the composite, or an empty string if there is
// none yet.
func (f *platform) composite() string {
	f.t.Helper()
	if f.kind == namespaced {
		return f.o.GetName()
	}
	return at(f.now(), "spec", "resourceRef", "name")
}

// compositeKind returns the composite's API resource.
func (f *platform) compositeKind() schema.GroupVersionResource {
	if f.kind == namespaced {
		return namespaced
	}
	return composites
}

// composed returns the composite, or nil if there is none.
func (f *platform) composed() *unstructured.Unstructured {
	f.t.Helper()
	name := f.composite()
	if name == "" {
		return nil
	}
	return f.get(f.compositeKind(), f.namespaceOf(), name)
}

// text returns a string in the platform's status.
func (f *platform) text(fields ...string) string {
	f.t.Helper()
	return at(f.now(), append([]string{"status"}, fields...)...)
}

// list returns a list of strings in the platform's status.
func (f *platform) list(fields ...string) []string {
	f.t.Helper()
	o := f.now()
	if o == nil {
		return nil
	}
	v, _, _ := unstructured.NestedStringSlice(o.Object, append([]string{"status"}, fields...)...)
	return v
}

// ready waits until the last change of the platform is composed, and the
// platform is ready.
func (f *platform) ready(limit time.Duration, reason string) {
	f.t.Helper()
	f.awaitComposition()
	f.await(limit, reason, f.notReady)
}

// resources returns the composed resources of the platform, by key: managed
// resources and Usages. Secrets are excluded, as they have no conditions.
func (f *platform) resources() map[string]*unstructured.Unstructured {
	f.t.Helper()
	all := map[string]*unstructured.Unstructured{}
	for _, ref := range f.references() {
		if ref.plain() {
			continue
		}
		if o := f.get(ref.resource, ref.namespace, ref.name); o != nil {
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

// A reference names a composed resource of a composite.
type reference struct {
	resource        schema.GroupVersionResource
	namespace, name string
}

// plain reports whether a resource is one of Kubernetes' own kinds, which have
// no conditions.
func (r reference) plain() bool { return r.resource.Group == "" }

// references returns the references of the composite to its composed resources.
func (f *platform) references() []reference {
	f.t.Helper()
	path := []string{"spec", "resourceRefs"}
	if f.kind == namespaced {
		path = []string{"spec", "crossplane", "resourceRefs"}
	}
	o := f.composed()
	if o == nil {
		return nil
	}
	list, _, _ := unstructured.NestedSlice(o.Object, path...)
	refs := make([]reference, 0, len(list))
	for _, item := range list {
		ref := &unstructured.Unstructured{Object: item.(map[string]any)}
		refs = append(refs, reference{
			resource: of(ref), name: at(ref, "name"),
			namespace: cmp.Or(at(ref, "namespace"), f.namespaceOf()),
		})
	}
	return refs
}

// resource returns the API resource of one of the provider's kinds.
func resource(gvk schema.GroupVersionKind) schema.GroupVersionResource {
	return gvk.GroupVersion().WithResource(flect.Pluralize(strings.ToLower(gvk.Kind)))
}

func of(o *unstructured.Unstructured) schema.GroupVersionResource {
	return resource(o.GroupVersionKind())
}

func keyOf(o *unstructured.Unstructured) string {
	return cmp.Or(o.GetAnnotations()["crossplane.io/composition-resource-name"], o.GetKind())
}

// delete deletes the platform and waits until none of its objects remain in
// Kubernetes.
func (f *platform) delete() string {
	f.t.Helper()
	composite, before := f.composite(), f.resources()
	f.remove(f.kind, f.o.GetNamespace(), f.o.GetName())
	f.await(long, "the platform is gone", func() string {
		if o := f.now(); o != nil {
			return fmt.Sprintf("it still exists, with %d of %d resources", len(f.left(before)), len(before))
		}
		if left := f.left(before); len(left) > 0 {
			return fmt.Sprintf("resources are left: %v", left)
		}
		return ""
	})
	return composite
}

// left returns the keys of remaining resources, with the reasons.
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

// namespace creates a namespace.
func (p *plane) namespace(name string) string {
	p.t.Helper()
	o := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}}
	if _, err := p.client.Resource(namespaces).Apply(p.ctx, name, o, metav1.ApplyOptions{FieldManager: "e2e"}); err != nil {
		p.t.Fatal(err)
	}
	return name
}

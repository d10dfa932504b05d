package outline

import (
	"cmp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/name"
)

const annotationKey = "crossplane.io/composition-resource-name"

// A reader finds resources by key, by object name and by identity in AWS.
type reader struct {
	composite object
	keys      []string
	desired   map[string]*unstructured.Unstructured
	seen      map[string]*unstructured.Unstructured

	// keyOf finds the key of an object name, and keyOfID that of an identity in AWS.
	keyOf   map[string]string
	keyOfID map[string]string
}

func newReader(composite *unstructured.Unstructured, resources, observed []*unstructured.Unstructured) *reader {
	r := &reader{
		composite: composite.Object,
		desired:   map[string]*unstructured.Unstructured{},
		seen:      map[string]*unstructured.Unstructured{},
		keyOf:     map[string]string{},
		keyOfID:   map[string]string{},
	}
	for _, o := range observed {
		k := o.GetAnnotations()[annotationKey]
		r.seen[k] = o
		for _, field := range []string{"id", "arn"} {
			if id := atProvider(o).text(field); id != "" {
				r.keyOfID[id] = k
			}
		}
	}
	for _, o := range resources {
		k := o.GetAnnotations()[annotationKey]
		r.desired[k] = o
		r.keyOf[o.GetName()] = k
		r.keys = append(r.keys, k)
	}
	slices.Sort(r.keys)
	return r
}

// has reports whether the platform has a resource.
func (r *reader) has(k name.Key) bool { return r.desired[string(k)] != nil }

// spec returns the fields of a resource that are requested.
func (r *reader) spec(k string) object {
	if o := r.desired[k]; o != nil {
		return forProvider(o)
	}
	return nil
}

// status returns the fields that AWS reports about a resource.
func (r *reader) status(k string) object {
	if o := r.seen[k]; o != nil {
		return atProvider(o)
	}
	return nil
}

// either returns the requested value at a path, or the one that AWS reports: of
// adopted resources nothing is requested.
func (r *reader) either(k string, path ...string) string {
	return cmp.Or(r.spec(k).text(path...), r.status(k).text(path...))
}

// withPrefix returns the keys of one kind that begin with a prefix.
func (r *reader) withPrefix(kind, prefix string) []string {
	var out []string
	for _, k := range r.keys {
		if strings.HasPrefix(k, prefix) && r.desired[k].GetKind() == kind {
			out = append(out, k)
		}
	}
	return out
}

// target returns the key of the resource that a field refers to, by its reference or
// by its value.
func (r *reader) target(spec object, field string) string {
	if k := r.keyOf[spec.text(field+"Ref", "name")]; k != "" {
		return k
	}
	return r.keyOfID[spec.text(field)]
}

// item returns what every resource has.
func (r *reader) item(k string) Item {
	i := Item{Key: k, ID: cmp.Or(r.status(k).text("id"), r.status(k).text("arn")), State: Planned}
	o := r.seen[k]
	if o == nil {
		return i
	}
	i.State = Waiting
	for _, c := range object(o.Object).objects("status", "conditions") {
		switch {
		case c.text("type") == "Ready" && c.text("status") == "True" && i.State != Failing:
			i.State = Ready
		case c.text("type") == "Synced" && c.text("status") == "False":
			i.State, i.Message = Failing, c.text("message")
		case c.text("type") == "LastAsyncOperation" && c.text("status") == "False":
			i.State, i.Message = Failing, c.text("message")
		case c.text("status") == "False" && i.State != Failing:
			i.Message = cmp.Or(i.Message, c.text("message"), c.text("reason"))
		}
	}
	return i
}

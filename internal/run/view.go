package run

import (
	"cmp"
	"slices"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// A view implements observed.View over the encoded observed resources of a
// request. It decodes only the fields that are read.
type view map[name.Key]wire.Object

var _ observed.View = view{}

// viewOf returns the view of a request.
func viewOf(req *fnv1.RunFunctionRequest) view {
	resources := req.GetObserved().GetResources()
	v := make(view, len(resources))
	for k, r := range resources {
		v[name.Key(k)] = wire.ObjectOf(r)
	}
	return v
}

// Has reports whether the resource exists.
func (v view) Has(k name.Key) bool { _, ok := v[k]; return ok }

// Keys returns the keys of existing resources that begin with a prefix, sorted.
func (v view) Keys(prefix string) []name.Key {
	var out []name.Key
	for k := range v {
		if strings.HasPrefix(string(k), prefix) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// Ready reports whether the resource has a true condition Ready. Kinds without
// conditions, such as a Secret, are ready when they exist.
func (v view) Ready(k name.Key) bool {
	conditions := v[k].Get("status", "conditions")
	for c := range conditions.Items() {
		if c.Get("type").Is("Ready") {
			return c.Get("status").Is("True")
		}
	}
	return conditions.Len() == 0 && v[k].Get("kind").Is("Secret")
}

// readiness returns whether a resource is ready, or unready: it is never
// unspecified, because Crossplane infers nothing.
func (v view) readiness(k name.Key) fnv1.Ready {
	if v.Ready(k) {
		return fnv1.Ready_READY_TRUE
	}
	return fnv1.Ready_READY_FALSE
}

// Deletable reports whether the resource is deleted in AWS once it is no longer
// desired.
func (v view) Deletable(k name.Key) bool {
	return v.Has(k) && deletable(v[k].Get("spec", "managementPolicies").Decode())
}

// Problem returns the message of the first condition with which the provider
// reports a failure.
func (v view) Problem(k name.Key) string {
	var operation, synced, ready string
	for c := range v[k].Get("status", "conditions").Items() {
		if !c.Get("status").Is("False") {
			continue
		}
		switch c.Get("type").Text() {
		case "LastAsyncOperation":
			operation = c.Get("message").Text()
		case "Synced":
			synced = c.Get("message").Text()
		case "Ready":
			ready = c.Get("message").Text()
		}
	}
	return cmp.Or(operation, synced, ready)
}

// ExternalName returns the resource's identity in AWS.
func (v view) ExternalName(k name.Key) string { return emit.ExternalName(v[k]) }

// UID returns the object's UID, which differs after it is created again.
func (v view) UID(k name.Key) string { return v[k].Get("metadata", "uid").Text() }

// Status returns a scalar below status.atProvider as a string.
func (v view) Status(k name.Key, path ...string) string {
	return v[k].Get("status", "atProvider").Get(path...).Scalar()
}

// Spec returns a scalar below spec.forProvider as a string.
func (v view) Spec(k name.Key, path ...string) string {
	return v[k].Get("spec", "forProvider").Get(path...).Scalar()
}

// Initial returns a scalar below spec.initProvider as a string.
func (v view) Initial(k name.Key, path ...string) string {
	return v[k].Get("spec", "initProvider").Get(path...).Scalar()
}

// unresolved reports whether a problem is only that something referred to does
// not exist yet, as is normal while a platform is being created.
func unresolved(problem string) bool {
	return strings.Contains(problem, "cannot resolve references")
}

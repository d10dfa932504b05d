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
type view struct {
	resources map[name.Key]*resource

	// keys are the keys of all resources, sorted.
	keys []name.Key
}

var _ observed.View = view{}

// A resource is an observed object, and the parts of it that are read most often. They
// are located when the first of them is read.
type resource struct {
	object wire.Object

	divided                 bool
	forProvider, atProvider wire.Value
	conditions              wire.Value
}

// viewOf returns the view of a request.
func viewOf(req *fnv1.RunFunctionRequest) view {
	all := req.GetObserved().GetResources()
	v := view{resources: make(map[name.Key]*resource, len(all)), keys: make([]name.Key, 0, len(all))}
	resources := make([]resource, len(all))
	for k, r := range all {
		one := &resources[len(v.keys)]
		one.object = wire.ObjectOf(r)
		v.resources[name.Key(k)] = one
		v.keys = append(v.keys, name.Key(k))
	}
	slices.Sort(v.keys)
	return v
}

// object returns an observed object, or nil if there is none.
func (v view) object(k name.Key) wire.Object {
	if r := v.resources[k]; r != nil {
		return r.object
	}
	return nil
}

// parts returns the parts of an observed resource, or none if it does not exist.
func (v view) parts(k name.Key) resource {
	r := v.resources[k]
	if r == nil {
		return resource{}
	}
	if !r.divided {
		status := r.object.Get("status")
		r.forProvider = r.object.Get("spec", "forProvider")
		r.atProvider, r.conditions = status.Get("atProvider"), status.Get("conditions")
		r.divided = true
	}
	return *r
}

// Has reports whether the resource exists.
func (v view) Has(k name.Key) bool { return v.resources[k] != nil }

// Keys returns the keys of existing resources that begin with a prefix, sorted.
func (v view) Keys(prefix string) []name.Key {
	first, _ := slices.BinarySearch(v.keys, name.Key(prefix))
	last := first
	for last < len(v.keys) && strings.HasPrefix(string(v.keys[last]), prefix) {
		last++
	}
	return slices.Clone(v.keys[first:last])
}

// Ready reports whether the resource has a true condition Ready. Kinds without
// conditions, such as a Secret, are ready when they exist.
func (v view) Ready(k name.Key) bool {
	conditions := v.parts(k).conditions
	for c := range conditions.Items() {
		if c.Get("type").Is("Ready") {
			return c.Get("status").Is("True")
		}
	}
	return conditions.Len() == 0 && v.object(k).Get("kind").Is("Secret")
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
	return v.Has(k) && deletable(v.object(k).Get("spec", "managementPolicies"))
}

// Problem returns the message of the first condition with which the provider
// reports a failure.
func (v view) Problem(k name.Key) string {
	var operation, synced, ready string
	for c := range v.parts(k).conditions.Items() {
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
func (v view) ExternalName(k name.Key) string { return emit.ExternalName(v.object(k)) }

// UID returns the object's UID, which differs after it is created again.
func (v view) UID(k name.Key) string { return v.object(k).Get("metadata", "uid").Text() }

// Status returns a scalar below status.atProvider as a string.
func (v view) Status(k name.Key, path ...string) string {
	return v.parts(k).atProvider.Get(path...).Scalar()
}

// Spec returns a scalar below spec.forProvider as a string.
func (v view) Spec(k name.Key, path ...string) string {
	return v.parts(k).forProvider.Get(path...).Scalar()
}

// Initial returns a scalar below spec.initProvider as a string.
func (v view) Initial(k name.Key, path ...string) string {
	return v.object(k).Get("spec", "initProvider").Get(path...).Scalar()
}

// unresolved reports whether a problem is only that something referred to does
// not exist yet, as is normal while a platform is being created.
func unresolved(problem string) bool {
	return strings.Contains(problem, "cannot resolve references")
}

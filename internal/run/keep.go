package run

import (
	"slices"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// content are the fields of an object besides its metadata and status: those of
// a managed resource, and those of a Secret.
var content = []string{"apiVersion", "kind", "spec", "data", "type"}

// Keep returns an observed resource in the form in which a function must return
// it to leave it unchanged: type, identity and all its content.
func (v view) Keep(k name.Key) wire.Object {
	in := v.object(k)
	metadata := wire.Object{}.Append("name", in.Get("metadata", "name"))
	if external := v.ExternalName(k); external != "" {
		metadata = metadata.AppendObject("annotations", wire.Object{}.AppendText("crossplane.io/external-name", external))
	}
	if namespace := in.Get("metadata", "namespace"); namespace != nil {
		metadata = metadata.Append("namespace", namespace)
	}
	out := wire.New(in).AppendObject("metadata", metadata)
	for _, field := range content {
		if value := in.Get(field); value != nil {
			out = out.Append(field, value)
		}
	}
	return out
}

// orphan returns an observed resource unchanged, but without the right to
// delete it in AWS.
func (v view) orphan(k name.Key) wire.Object {
	return v.withLifecycle(k, v.spec(k), xpv1.DeletionOrphan, wire.Text(string(xpv1.ManagementActionObserve)))
}

// unprotect returns an observed resource unchanged, but without protection from
// deletion: neither by management policies nor by AWS's own deletion
// protection.
func (v view) unprotect(k name.Key) wire.Object {
	spec := v.spec(k)
	policies := slices.Collect(spec.Get("managementPolicies").Items())
	if !v.Deletable(k) {
		policies = append(policies, wire.Text(string(xpv1.ManagementActionDelete)))
	}
	if forProvider := spec.Get("forProvider").Object(); forProvider.Get("deletionProtection") != nil {
		spec = spec.With("forProvider", forProvider.With("deletionProtection", wire.Bool(false)).Value())
	}
	return v.withLifecycle(k, spec, xpv1.DeletionDelete, policies...)
}

// spec returns the spec of an observed resource.
func (v view) spec(k name.Key) wire.Object { return v.object(k).Get("spec").Object() }

// withLifecycle returns an observed resource with the given spec, but for the actions
// that Crossplane may take in AWS.
func (v view) withLifecycle(k name.Key, spec wire.Object, deletion xpv1.DeletionPolicy, policies ...wire.Value) wire.Object {
	spec = spec.With("managementPolicies", wire.List(policies...))
	if spec.Get("deletionPolicy") != nil {
		spec = spec.With("deletionPolicy", wire.Text(string(deletion)))
	}
	return v.Keep(k).With("spec", spec.Value())
}

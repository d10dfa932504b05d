package run

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// content are the fields of an object besides its metadata and status: those of
// a managed resource, and those of a Secret.
var content = []string{"apiVersion", "kind", "spec", "data", "type"}

// Keep returns an observed resource in the form in which a function must return
// it to leave it unchanged: type, identity and all its content.
func (v view) Keep(k name.Key) *structpb.Struct {
	in := v[k]
	metadata := map[string]*structpb.Value{"name": in.Get("metadata", "name").Decode()}
	if external := v.ExternalName(k); external != "" {
		metadata["annotations"] = structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{
			"crossplane.io/external-name": structpb.NewStringValue(external),
		}})
	}
	if namespace := in.Get("metadata", "namespace"); namespace != nil {
		metadata["namespace"] = namespace.Decode()
	}
	out := &structpb.Struct{Fields: map[string]*structpb.Value{"metadata": structpb.NewStructValue(&structpb.Struct{Fields: metadata})}}
	for _, field := range content {
		if value := in.Get(field); value != nil {
			out.Fields[field] = value.Decode()
		}
	}
	return out
}

// orphan returns an observed resource unchanged, but without the right to
// delete it in AWS.
func (v view) orphan(k name.Key) *structpb.Struct {
	return v.withLifecycle(k, xpv1.DeletionOrphan, structpb.NewStringValue(string(xpv1.ManagementActionObserve)))
}

// unprotect returns an observed resource unchanged, but without protection from
// deletion: neither by management policies nor by AWS's own deletion
// protection.
func (v view) unprotect(k name.Key) *structpb.Struct {
	policies := v[k].Get("spec", "managementPolicies").Decode().GetListValue().GetValues()
	if !v.Deletable(k) {
		policies = append(policies, structpb.NewStringValue(string(xpv1.ManagementActionDelete)))
	}
	out := v.withLifecycle(k, xpv1.DeletionDelete, policies...)
	forProvider := child(child(out, "spec"), "forProvider")
	if forProvider.Fields["deletionProtection"] != nil {
		forProvider.Fields["deletionProtection"] = structpb.NewBoolValue(false)
	}
	return out
}

// withLifecycle returns an observed resource unchanged, but for the actions
// that Crossplane may take in AWS.
func (v view) withLifecycle(k name.Key, deletion xpv1.DeletionPolicy, policies ...*structpb.Value) *structpb.Struct {
	out := v.Keep(k)
	spec := child(out, "spec")
	spec.Fields["managementPolicies"] = structpb.NewListValue(&structpb.ListValue{Values: policies})
	if spec.Fields["deletionPolicy"] != nil {
		spec.Fields["deletionPolicy"] = structpb.NewStringValue(string(deletion))
	}
	return out
}

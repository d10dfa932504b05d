// Package emit writes typed resources in the form that Crossplane receives.
// Builders set only fields of their own; names, tags, provider configuration
// and management policies are set here, in one place, for both families of the
// provider's kinds.
package emit

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpv2 "github.com/crossplane/crossplane-runtime/v2/apis/common/v2"
	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"google.golang.org/protobuf/types/known/structpb"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/tag"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// A Target contains the settings that all emitted resources have in common.
type Target struct {
	Names          name.Platform
	Namespaced     bool
	Secrets        SecretNamespaces
	ProviderConfig string
	Tags           map[string]string

	// Retained contains the keys of resources that stay in AWS when the
	// platform is deleted.
	Retained map[name.Key]bool
}

// Resource returns the wire form of one of the provider's namespaced types, of a
// Secret, or of a Usage.
func (t Target) Resource(k name.Key, r metav1.Object) (*structpb.Struct, error) {
	switch r := r.(type) {
	case *corev1.Secret:
		return t.secret(r), nil
	case *Usage:
		return t.usage(k, r)
	}
	v := reflect.Indirect(reflect.ValueOf(r))
	apiVersion, kind, err := kindOf(v.Type(), t.Namespaced)
	if err != nil {
		return nil, err
	}
	spec, err := t.spec(k, v.FieldByName("Spec"))
	if err != nil {
		return nil, fmt.Errorf("cannot emit the spec of %s: %w", k, err)
	}
	return object(apiVersion, kind, t.metadata(k, r), spec), nil
}

func (t Target) metadata(k name.Key, r metav1.Object) *structpb.Struct {
	m := map[string]*structpb.Value{"name": structpb.NewStringValue(t.Names.Object(k))}
	if external := xpmeta.GetExternalName(r); external != "" {
		m["annotations"] = texts(map[string]string{xpmeta.AnnotationKeyExternalName: external})
	}
	return &structpb.Struct{Fields: m}
}

// spec writes the fields of the resource and those that all resources share.
func (t Target) spec(k name.Key, spec reflect.Value) (*structpb.Struct, error) {
	common, ok := spec.FieldByName("ManagedResourceSpec").Interface().(xpv2.ManagedResourceSpec)
	if !ok {
		return nil, fmt.Errorf("cannot find the managed resource spec of %s", spec.Type())
	}
	parameters := spec.FieldByName("ForProvider")
	forProvider, err := wire.StructOf(parameters)
	if err != nil {
		return nil, err
	}
	if !t.Namespaced {
		placeSecrets(forProvider, t.Secrets.forKind(spec.Type()))
	}
	if taggable(parameters.Type()) && !observeOnly(common.ManagementPolicies) {
		forProvider.Fields["tags"] = texts(t.tags(k))
	}
	initProvider, err := wire.StructOf(spec.FieldByName("InitProvider"))
	if err != nil {
		return nil, err
	}
	out := t.lifecycle(k, common.ManagementPolicies)
	out["providerConfigRef"] = t.providerConfig()
	out["forProvider"] = structpb.NewStructValue(forProvider)
	if len(initProvider.GetFields()) > 0 {
		out["initProvider"] = structpb.NewStructValue(initProvider)
	}
	return &structpb.Struct{Fields: out}, nil
}

// defaultPolicies are the management policies of a resource of the platform.
// They exclude late initialization: the provider would write the value that AWS
// chose into every unset field of the spec, and from then on request it, which
// conflicts with the next change.
var defaultPolicies = xpv1.ManagementPolicies{
	xpv1.ManagementActionObserve, xpv1.ManagementActionCreate, xpv1.ManagementActionUpdate, xpv1.ManagementActionDelete,
}

// lifecycle returns the fields that limit Crossplane's actions on the resource
// in AWS. They are always set, so that disabling protection takes effect as
// reliably as enabling it.
func (t Target) lifecycle(k name.Key, own xpv1.ManagementPolicies) map[string]*structpb.Value {
	policies := own
	if len(policies) == 0 {
		policies = defaultPolicies
	}
	if t.Retained[k] {
		policies = withoutDelete(policies)
	}
	list := make([]*structpb.Value, len(policies))
	for i, p := range policies {
		list[i] = structpb.NewStringValue(string(p))
	}
	out := map[string]*structpb.Value{
		"managementPolicies": structpb.NewListValue(&structpb.ListValue{Values: list}),
	}
	if !t.Namespaced {
		out["deletionPolicy"] = structpb.NewStringValue(string(deletionPolicy(policies)))
	}
	return out
}

// withoutDelete returns policies without the right to delete.
func withoutDelete(p xpv1.ManagementPolicies) xpv1.ManagementPolicies {
	return slices.DeleteFunc(slices.Clone(p), func(a xpv1.ManagementAction) bool { return a == xpv1.ManagementActionDelete })
}

// deletionPolicy returns the older field with the same meaning, which only the
// cluster-scoped kinds still have.
func deletionPolicy(p xpv1.ManagementPolicies) xpv1.DeletionPolicy {
	if slices.Contains(p, xpv1.ManagementActionDelete) {
		return xpv1.DeletionDelete
	}
	return xpv1.DeletionOrphan
}

func (t Target) providerConfig() *structpb.Value {
	ref := map[string]string{"name": t.ProviderConfig}
	if t.Namespaced {
		ref["kind"] = "ClusterProviderConfig"
	}
	return texts(ref)
}

func (t Target) tags(k name.Key) map[string]string {
	out := maps.Clone(t.Tags)
	out[tag.Name] = t.Names.Object(k)
	return out
}

// taggable reports whether a kind has tags at all: rules and associations,
// for example, have none.
func taggable(parameters reflect.Type) bool {
	_, ok := parameters.FieldByName("Tags")
	return ok
}

// observeOnly reports whether a resource is managed elsewhere.
func observeOnly(p xpv1.ManagementPolicies) bool {
	return slices.Equal(p, xpv1.ManagementPolicies{xpv1.ManagementActionObserve})
}

func object(apiVersion, kind string, metadata, spec *structpb.Struct) *structpb.Struct {
	return &structpb.Struct{Fields: map[string]*structpb.Value{
		"apiVersion": structpb.NewStringValue(apiVersion),
		"kind":       structpb.NewStringValue(kind),
		"metadata":   structpb.NewStructValue(metadata),
		"spec":       structpb.NewStructValue(spec),
	}}
}

func texts(m map[string]string) *structpb.Value {
	out := make(map[string]*structpb.Value, len(m))
	for k, v := range m {
		out[k] = structpb.NewStringValue(v)
	}
	return structpb.NewStructValue(&structpb.Struct{Fields: out})
}

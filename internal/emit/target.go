// Package emit writes typed resources in the form that Crossplane receives.
// Builders set only fields of their own; names, tags, provider configuration
// and management policies are set here, in one place, for both families of the
// provider's kinds.
package emit

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"
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
// Secret, or of a Usage. The observed object is nil if there is none.
func (t Target) Resource(k name.Key, r metav1.Object, observed wire.Object) (wire.Object, error) {
	switch r := r.(type) {
	case *corev1.Secret:
		return AddExternalName(t.secret(r), observed), nil
	case *Usage:
		u, err := t.usage(k, r)
		if err != nil {
			return nil, err
		}
		return AddExternalName(u, observed), nil
	}
	v := reflect.Indirect(reflect.ValueOf(r))
	apiVersion, kind, err := kindOf(v.Type(), t.Namespaced)
	if err != nil {
		return nil, err
	}
	spec, err := t.spec(k, v.FieldByName("Spec"), kind, observed)
	if err != nil {
		return nil, fmt.Errorf("cannot emit the spec of %s: %w", k, err)
	}
	external := cmp.Or(xpmeta.GetExternalName(r), ExternalName(observed))
	return object(apiVersion, kind, t.metadata(k, external), spec), nil
}

func (t Target) metadata(k name.Key, externalName string) wire.Object {
	m := wire.New().AppendText("name", t.Names.Object(k))
	if externalName != "" {
		m = m.AppendObject("annotations", wire.New().AppendText(xpmeta.AnnotationKeyExternalName, externalName))
	}
	return m
}

// spec writes the fields of the resource and those that all resources share.
func (t Target) spec(k name.Key, spec reflect.Value, kind string, observed wire.Object) (wire.Object, error) {
	fields, err := fieldsOf(spec.Type())
	if err != nil {
		return nil, err
	}
	policies := fields.policies(spec)
	forProvider, err := wire.StructOf(spec.FieldByIndex(fields.forProvider))
	if err != nil {
		return nil, err
	}
	if !t.Namespaced {
		forProvider = placeSecrets(forProvider, t.Secrets.forKind(spec.Type()))
	}
	if fields.taggable && !observeOnly(policies) {
		forProvider = forProvider.AppendObject("tags", t.tags(k))
	}
	initProvider, err := wire.StructOf(spec.FieldByIndex(fields.initProvider))
	if err != nil {
		return nil, err
	}
	out := t.lifecycle(wire.New(forProvider, initProvider), k, policies).
		AppendObject("providerConfigRef", t.providerConfig()).
		AppendObject("forProvider", overObserved(kind, forProvider, observed))
	if len(initProvider) > 0 {
		out = out.AppendObject("initProvider", initProvider)
	}
	return out, nil
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
func (t Target) lifecycle(spec wire.Object, k name.Key, own xpv1.ManagementPolicies) wire.Object {
	policies := own
	if len(policies) == 0 {
		policies = defaultPolicies
	}
	if t.Retained[k] {
		policies = withoutDelete(policies)
	}
	spec = spec.Append("managementPolicies", wire.Texts(policies...))
	if !t.Namespaced {
		spec = spec.AppendText("deletionPolicy", string(deletionPolicy(policies)))
	}
	return spec
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

func (t Target) providerConfig() wire.Object {
	ref := wire.New().AppendText("name", t.ProviderConfig)
	if t.Namespaced {
		ref = ref.AppendText("kind", "ClusterProviderConfig")
	}
	return ref
}

func (t Target) tags(k name.Key) wire.Object {
	out := wire.New()
	for key, value := range t.Tags {
		if key != tag.Name {
			out = out.AppendText(key, value)
		}
	}
	return out.AppendText(tag.Name, t.Names.Object(k))
}

// observeOnly reports whether a resource is managed elsewhere.
func observeOnly(p xpv1.ManagementPolicies) bool {
	return slices.Equal(p, xpv1.ManagementPolicies{xpv1.ManagementActionObserve})
}

func object(apiVersion, kind string, metadata, spec wire.Object) wire.Object {
	return wire.New(metadata, spec).
		AppendText("apiVersion", apiVersion).
		AppendText("kind", kind).
		AppendObject("metadata", metadata).
		AppendObject("spec", spec)
}

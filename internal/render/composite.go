package render

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"

	"github.com/google/uuid"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
)

// defaultNamespace is the namespace in which kubectl creates a claim that names
// none.
const defaultNamespace = "default"

const (
	labelComposite      = "crossplane.io/composite"
	labelClaimName      = "crossplane.io/claim-name"
	labelClaimNamespace = "crossplane.io/claim-namespace"
)

// selection lists the fields with which a user selects a Composition.
// Crossplane copies them from a claim to its composite.
var selection = []string{
	"compositionRef", "compositionSelector", "compositionUpdatePolicy",
	"compositionRevisionRef", "compositionRevisionSelector",
}

// claimOnly lists the fields of a claim's spec that are not copied to the
// composite.
var claimOnly = []string{"compositeDeletePolicy", "resourceRef", "writeConnectionSecretToRef"}

// maxName is the maximum length of names of claims and composites in
// Crossplane's CRDs, because they are also values of labels. generated is the
// number of characters that Kubernetes adds to a generated name, for which it
// truncates long ones.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const (
	maxName   = 63
	generated = 5
)

// CompositeName returns the name of a platform's composite. For a claim in the
// cluster family it ends in a hash instead of Crossplane's random characters:
// rendering one claim twice must give the same names.
func CompositeName(platform *unstructured.Unstructured, family Family) string {
	if platform.GroupVersionKind() != claimKind || family == FamilyNamespaced {
		return platform.GetName()
	}
	sum := sha256.Sum256([]byte(namespacedName(platform)))
	base := platform.GetName() + "-"
	return base[:min(len(base), maxName-generated)] + hex.EncodeToString(sum[:])[:generated]
}

// ToComposite returns the composite that Crossplane would create for a
// platform, with a hash of the platform's namespace and name as UID. A
// composite is unchanged, except for the fields that Crossplane adds.
func ToComposite(platform *unstructured.Unstructured, family Family, composition string) (*unstructured.Unstructured, error) {
	family, err := FamilyOf(platform, family)
	if err != nil {
		return nil, err
	}
	xr := platform.DeepCopy()
	if xr.GetUID() == "" || xr.GroupVersionKind() == claimKind {
		xr.SetUID(types.UID(uuid.NewHash(sha256.New(), uuid.Nil, []byte(namespacedName(platform)), 8).String()))
	}
	switch {
	case family == FamilyNamespaced:
		toNamespaced(xr, composition)
	case platform.GroupVersionKind() == claimKind:
		toCluster(xr, platform, composition)
	default:
		cluster(xr, composition)
	}
	return xr, nil
}

// namespacedName identifies a platform. One without a namespace is in the
// default one.
func namespacedName(platform *unstructured.Unstructured) string {
	namespace := platform.GetNamespace()
	if namespace == "" {
		namespace = defaultNamespace
	}
	return namespace + "/" + platform.GetName()
}

// toNamespaced turns a platform into the composite of the namespaced family. A
// claim keeps its name, and Crossplane's fields move below spec.crossplane.
func toNamespaced(xr *unstructured.Unstructured, composition string) {
	spec := child(xr.Object, "spec")
	if xr.GroupVersionKind() == claimKind {
		dropServerFields(xr)
		machinery := map[string]any{}
		for _, field := range selection {
			if v, ok := spec[field]; ok {
				machinery[field] = v
				delete(spec, field)
			}
		}
		for _, field := range claimOnly {
			delete(spec, field)
		}
		spec["crossplane"] = machinery
	}
	xr.SetGroupVersionKind(namespacedKind)
	if xr.GetNamespace() == "" {
		xr.SetNamespace(defaultNamespace)
	}
	setComposition(child(spec, "crossplane"), composition)
	label(xr, map[string]string{labelComposite: xr.GetName()})
}

// toCluster turns a claim into the composite of the cluster family.
func toCluster(xr, claim *unstructured.Unstructured, composition string) {
	dropServerFields(xr)
	xr.SetNamespace("")
	xr.SetName(CompositeName(claim, FamilyCluster))
	namespace, name, _ := strings.Cut(namespacedName(claim), "/")
	spec := child(xr.Object, "spec")
	for _, field := range claimOnly {
		delete(spec, field)
	}
	spec["claimRef"] = map[string]any{
		"apiVersion": claim.GetAPIVersion(),
		"kind":       claim.GetKind(),
		"namespace":  namespace,
		"name":       name,
	}
	label(xr, map[string]string{labelClaimName: name, labelClaimNamespace: namespace})
	cluster(xr, composition)
}

func cluster(xr *unstructured.Unstructured, composition string) {
	xr.SetGroupVersionKind(clusterKind)
	setComposition(child(xr.Object, "spec"), composition)
	label(xr, map[string]string{labelComposite: xr.GetName()})
}

// dropServerFields drops the status, and the metadata that the API server sets,
// but for the UID.
func dropServerFields(xr *unstructured.Unstructured) {
	delete(xr.Object, "status")
	xr.Object["metadata"] = map[string]any{
		"name":        xr.GetName(),
		"namespace":   xr.GetNamespace(),
		"uid":         string(xr.GetUID()),
		"labels":      unreserved(xr.GetLabels()),
		"annotations": unreserved(xr.GetAnnotations()),
	}
	if len(xr.GetAnnotations()) == 0 {
		xr.SetAnnotations(nil)
	}
}

// unreserved returns the labels and annotations of a claim that Crossplane
// copies: all but those that Kubernetes reserves, such as kubectl's last
// applied configuration.
func unreserved(entries map[string]string) map[string]any {
	out := map[string]any{}
	for k, v := range entries {
		domain, _, ok := strings.Cut(k, "/")
		if ok && (strings.HasSuffix(domain, "kubernetes.io") || strings.HasSuffix(domain, "k8s.io")) {
			continue
		}
		out[k] = v
	}
	return out
}

// setComposition sets the fields that Crossplane sets once it has selected a
// Composition.
func setComposition(machinery map[string]any, composition string) {
	if _, ok := machinery["compositionRef"]; !ok {
		machinery["compositionRef"] = map[string]any{"name": composition}
	}
	if _, ok := machinery["compositionUpdatePolicy"]; !ok {
		machinery["compositionUpdatePolicy"] = "Automatic"
	}
}

// child returns the object in a field, and creates it if there is none.
func child(object map[string]any, field string) map[string]any {
	c, ok := object[field].(map[string]any)
	if !ok {
		c = map[string]any{}
		object[field] = c
	}
	return c
}

func label(xr *unstructured.Unstructured, add map[string]string) {
	labels := xr.GetLabels()
	if labels == nil {
		labels = map[string]string{}
	}
	maps.Copy(labels, add)
	xr.SetLabels(labels)
}

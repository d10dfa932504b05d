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

// defaultNamespace is where kubectl puts a claim that names none.
const defaultNamespace = "default"

const (
	labelComposite      = "crossplane.io/composite"
	labelClaimName      = "crossplane.io/claim-name"
	labelClaimNamespace = "crossplane.io/claim-namespace"
)

// selection holds the fields by which a user picks a Composition. Crossplane
// copies them from a claim to its composite.
var selection = []string{
	"compositionRef", "compositionSelector", "compositionUpdatePolicy",
	"compositionRevisionRef", "compositionRevisionSelector",
}

// ofClaim holds the fields of a claim's spec that stay with the claim.
var ofClaim = []string{"compositeDeletePolicy", "resourceRef", "writeConnectionSecretToRef"}

// maxName is how long Crossplane's CRDs let the names of claims and composites be,
// since they are values of labels as well. generated is how many characters
// Kubernetes adds to a name that it generates: it cuts off what leaves no room.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const (
	maxName   = 63
	generated = 5
)

// CompositeName is the name of the composite that stands for a platform. The
// one of a claim in the cluster family ends in a hash, where Crossplane puts
// random characters: rendering one claim twice must give the same names.
func CompositeName(platform *unstructured.Unstructured, family Family) string {
	if platform.GroupVersionKind() != claimKind || family == FamilyNamespaced {
		return platform.GetName()
	}
	sum := sha256.Sum256([]byte(namespacedName(platform)))
	base := platform.GetName() + "-"
	return base[:min(len(base), maxName-generated)] + hex.EncodeToString(sum[:])[:generated]
}

// ToComposite turns a platform into the composite that Crossplane would make
// of it, with a uid that is a hash of the platform's namespace and name. A
// composite stays what it is, but for what Crossplane adds to it.
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
		namespaced(xr, composition)
	case platform.GroupVersionKind() == claimKind:
		claimed(xr, platform, composition)
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

// namespaced makes the composite of the namespaced family, which keeps the
// claim's name and has the machinery in a place of its own.
func namespaced(xr *unstructured.Unstructured, composition string) {
	spec := child(xr.Object, "spec")
	if xr.GroupVersionKind() == claimKind {
		anew(xr)
		machinery := map[string]any{}
		for _, field := range selection {
			if v, ok := spec[field]; ok {
				machinery[field] = v
				delete(spec, field)
			}
		}
		for _, field := range ofClaim {
			delete(spec, field)
		}
		spec["crossplane"] = machinery
	}
	xr.SetGroupVersionKind(namespacedKind)
	if xr.GetNamespace() == "" {
		xr.SetNamespace(defaultNamespace)
	}
	selected(child(spec, "crossplane"), composition)
	label(xr, map[string]string{labelComposite: xr.GetName()})
}

// claimed makes the composite of a claim in the cluster family.
func claimed(xr, claim *unstructured.Unstructured, composition string) {
	anew(xr)
	xr.SetNamespace("")
	xr.SetName(CompositeName(claim, FamilyCluster))
	namespace, name, _ := strings.Cut(namespacedName(claim), "/")
	spec := child(xr.Object, "spec")
	for _, field := range ofClaim {
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
	selected(child(xr.Object, "spec"), composition)
	label(xr, map[string]string{labelComposite: xr.GetName()})
}

// anew drops what belongs to a claim's life and not to what it asks for.
func anew(xr *unstructured.Unstructured) {
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

// unreserved is what Crossplane copies of a claim's labels and annotations:
// all but what Kubernetes keeps to itself, such as kubectl's last applied
// configuration.
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

// selected fills in what Crossplane does once it has selected a Composition.
func selected(machinery map[string]any, composition string) {
	if _, ok := machinery["compositionRef"]; !ok {
		machinery["compositionRef"] = map[string]any{"name": composition}
	}
	if _, ok := machinery["compositionUpdatePolicy"]; !ok {
		machinery["compositionUpdatePolicy"] = "Automatic"
	}
}

// child is the object in a field. It is made where there is none.
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

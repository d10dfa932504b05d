package render

import (
	"fmt"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// A Family is one of the two pairs of definition and Composition.
type Family string

// The families: a claim with cluster-scoped managed resources, and a
// namespaced composite with namespaced ones.
const (
	FamilyCluster    Family = "cluster"
	FamilyNamespaced Family = "namespaced"
)

// The kinds of a platform.
var (
	claimKind      = schema.GroupVersionKind{Group: "xplatform.dev", Version: "v1alpha1", Kind: "Platform"}
	clusterKind    = schema.GroupVersionKind{Group: "xplatform.dev", Version: "v1alpha1", Kind: "XPlatform"}
	namespacedKind = schema.GroupVersionKind{Group: "m.xplatform.dev", Version: "v1alpha1", Kind: "Platform"}
)

// ReadPlatform reads the only claim, XPlatform or namespaced Platform in a
// file, which may contain other objects.
func ReadPlatform(path string) (*unstructured.Unstructured, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read claim: %w", err)
	}
	return ParsePlatform(data, path)
}

// ParsePlatform reads the one platform of a document, which has a name for errors.
func ParsePlatform(data []byte, path string) (*unstructured.Unstructured, error) {
	objects, err := readDocuments(data)
	if err != nil {
		return nil, fmt.Errorf("cannot read claim from %s: %w", path, err)
	}
	var found, others []string
	var platform *unstructured.Unstructured
	for _, o := range objects {
		what := fmt.Sprintf("%s %s %q", o.GetAPIVersion(), o.GetKind(), o.GetName())
		if !IsPlatform(o) {
			others = append(others, what)
			continue
		}
		found = append(found, what)
		platform = o
	}
	switch {
	case len(found) > 1:
		return nil, fmt.Errorf("cannot read claim from %s: it holds %d platforms, one at a time can be rendered: %s", path, len(found), strings.Join(found, ", "))
	case len(found) == 1:
		return platform, nil
	case len(others) == 0:
		return nil, fmt.Errorf("cannot read claim from %s: it holds no object at all, where %s is expected", path, expected())
	default:
		return nil, fmt.Errorf("cannot read claim from %s: found %s, where %s is expected", path, strings.Join(others, ", "), expected())
	}
}

// IsPlatform reports whether an object is a claim, an XPlatform or a namespaced
// Platform.
func IsPlatform(o *unstructured.Unstructured) bool {
	switch o.GroupVersionKind() {
	case claimKind, clusterKind, namespacedKind:
		return true
	default:
		return false
	}
}

func expected() string {
	text := func(k schema.GroupVersionKind) string { return k.GroupVersion().String() + " " + k.Kind }
	return text(claimKind) + ", " + text(clusterKind) + " or " + text(namespacedKind)
}

// FamilyOf returns the family to render a platform through. A claim is rendered
// through the requested one, by default the cluster family. A composite has a
// family, and requesting the other is an error.
func FamilyOf(platform *unstructured.Unstructured, asked Family) (Family, error) {
	switch asked {
	case "", FamilyCluster, FamilyNamespaced:
	default:
		return "", fmt.Errorf("cannot render family %q: write %s or %s", asked, FamilyCluster, FamilyNamespaced)
	}
	own := Family("")
	switch platform.GroupVersionKind() {
	case clusterKind:
		own = FamilyCluster
	case namespacedKind:
		own = FamilyNamespaced
	}
	switch {
	case own == "" && asked == "":
		return FamilyCluster, nil
	case own == "":
		return asked, nil
	case asked == "" || asked == own:
		return own, nil
	default:
		return "", fmt.Errorf("cannot render %s %q through family %s: it belongs to family %s", platform.GetAPIVersion()+" "+platform.GetKind(), platform.GetName(), asked, own)
	}
}

package render

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// ReadObserved reads observed resources from a file or a directory. They may
// include a platform, as in the output of make render, which is returned
// separately as the observed composite, or nil.
func ReadObserved(path string) (resources []*unstructured.Unstructured, xr *unstructured.Unstructured, err error) {
	objects, err := readFiles(path)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read observed resources: %w", err)
	}
	for _, o := range objects {
		switch {
		case !IsPlatform(o):
			resources = append(resources, o)
		case xr != nil:
			return nil, nil, fmt.Errorf("cannot read observed resources: %s holds two platforms, %q and %q", path, xr.GetName(), o.GetName())
		default:
			xr = o
		}
	}
	if _, err := byResourceName(resources); err != nil {
		return nil, nil, err
	}
	return resources, xr, nil
}

// sameComposite reports whether an observed composite is that of a platform: it has its
// name, or Crossplane has created it for the claim.
func sameComposite(platform *unstructured.Unstructured, family Family, observed *unstructured.Unstructured) bool {
	switch {
	case observed == nil:
		return false
	case family == FamilyNamespaced:
		return observed.GroupVersionKind() == namespacedKind && namespacedName(observed) == namespacedName(platform)
	case observed.GroupVersionKind() != clusterKind:
		return false
	case observed.GetName() == CompositeName(platform, family):
		return true
	}
	labels := observed.GetLabels()
	return platform.GroupVersionKind() == claimKind && labels[labelClaimNamespace]+"/"+labels[labelClaimName] == namespacedName(platform)
}

// observe copies name, UID and status of the observed composite, if there is one.
func observe(xr, observed *unstructured.Unstructured) {
	if observed == nil {
		return
	}
	if name := observed.GetName(); name != xr.GetName() {
		xr.SetName(name)
		label(xr, map[string]string{labelComposite: name})
	}
	if uid := observed.GetUID(); uid != "" {
		xr.SetUID(uid)
	}
	if status, ok := observed.Object["status"]; ok {
		xr.Object["status"] = status
	}
}

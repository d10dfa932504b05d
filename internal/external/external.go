// Package external is about resources by the name that AWS knows them by.
package external

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpv2 "github.com/crossplane/crossplane-runtime/v2/apis/common/v2"
	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Name is the metadata of a resource whose identity in AWS is decided here,
// not by AWS.
func Name(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Annotations: map[string]string{xpmeta.AnnotationKeyExternalName: name}}
}

// Observed is the spec of a resource that somebody else manages.
func Observed() xpv2.ManagedResourceSpec {
	return xpv2.ManagedResourceSpec{ManagementPolicies: xpv1.ManagementPolicies{xpv1.ManagementActionObserve}}
}

// Package external builds the parts of managed resources that depend on who
// decides their identity in AWS.
package external

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpv2 "github.com/crossplane/crossplane-runtime/v2/apis/common/v2"
	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Name returns the metadata of a resource whose identity in AWS this project
// chooses, not AWS.
func Name(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Annotations: map[string]string{xpmeta.AnnotationKeyExternalName: name}}
}

// Observed returns the spec of a resource that is managed elsewhere.
func Observed() xpv2.ManagedResourceSpec {
	return xpv2.ManagedResourceSpec{ManagementPolicies: xpv1.ManagementPolicies{xpv1.ManagementActionObserve}}
}

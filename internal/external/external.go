// Package external names managed resources in AWS.
package external

import (
	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Name returns the metadata of a resource whose identity in AWS this project
// chooses, not AWS.
func Name(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Annotations: map[string]string{xpmeta.AnnotationKeyExternalName: name}}
}

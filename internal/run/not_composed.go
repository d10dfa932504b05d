package run

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// NotComposed warns about what a claim asks for and nothing acts on yet.
func NotComposed(s *v1alpha1.PlatformSpec) []string {
	var out []string
	for _, store := range []v1alpha1.Store{v1alpha1.StoreDatabase, v1alpha1.StoreCache, v1alpha1.StoreSearch} {
		if s.Has(store) {
			out = append(out, "spec."+string(store)+" is accepted and not composed yet")
		}
	}
	if slices.ContainsFunc(s.Services, func(s v1alpha1.ServiceSpec) bool { return s.Image != "" }) {
		out = append(out, "spec.services is composed without tasks: target groups and routes, and nothing that runs an image yet")
	}
	if len(s.ConfirmDeletion) > 0 {
		out = append(out, "spec.confirmDeletion is accepted and has no effect yet")
	}
	if s.ConnectionSecretName != "" {
		out = append(out, "spec.connectionSecretName is accepted and has no effect yet")
	}
	return out
}

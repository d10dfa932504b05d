// Package refer builds the references between managed resources, by name and
// with the policy to always resolve them: without it the provider resolves a
// reference once and never again, and a route would stay with a gateway that is
// gone.
package refer

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// To returns a reference to the managed resource with the given key, or nil for
// the empty key.
func To(p name.Platform, k name.Key) *xpv1.NamespacedReference {
	if k == "" {
		return nil
	}
	return &xpv1.NamespacedReference{
		Name:   p.Object(k),
		Policy: &xpv1.Policy{Resolve: new(xpv1.ResolvePolicyAlways)},
	}
}

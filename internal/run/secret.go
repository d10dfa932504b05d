package run

import (
	"fmt"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// secrets checks names of Secrets, which a claim may choose, before they are
// composed. Crossplane would write to an existing Secret without an owner, and
// delete it with the platform, with permissions that the author of the claim
// may not have. So the function first requests the Secret from Crossplane,
// which returns it with the next call at once.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/xfn/required_resources.go
type secrets struct {
	// owner is the composite's UID.
	owner string

	// existing are the requested Secrets that exist, by key.
	existing map[string]*fnv1.Resources
	required map[string]*fnv1.ResourceSelector
}

// request requests a Secret, which blocks as long as it belongs to another
// owner.
func (s *secrets) request(k name.Key, wanted *corev1.Secret) plan.Blockers {
	if s.required == nil {
		s.required = map[string]*fnv1.ResourceSelector{}
	}
	s.required[string(k)] = &fnv1.ResourceSelector{
		ApiVersion: "v1",
		Kind:       "Secret",
		Match:      &fnv1.ResourceSelector_MatchName{MatchName: wanted.GetName()},
		Namespace:  &wanted.Namespace,
	}
	for _, found := range s.existing[string(k)].GetItems() {
		if controller(wire.ObjectOf(found)) != s.owner {
			return plan.Blockers{{Why: fmt.Sprintf("Secret %s/%s to be gone: it is not this platform's, and left as it is; delete it, or choose another name in spec.connectionSecretName",
				wanted.GetNamespace(), wanted.GetName())}}
		}
	}
	return nil
}

// requirements returns the Secrets that are requested from Crossplane.
func (s *secrets) requirements() *fnv1.Requirements {
	if len(s.required) == 0 {
		return nil
	}
	return &fnv1.Requirements{Resources: s.required}
}

// controller returns the UID of an object's controlling owner, or an empty
// string.
func controller(object wire.Object) string {
	for owner := range object.Get("metadata", "ownerReferences").Items() {
		if owner.Get("controller").Bool() {
			return owner.Get("uid").Text()
		}
	}
	return ""
}

package run

import (
	"fmt"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Secrets are composed under names that the claim may choose. Crossplane would
// write to one that exists and belongs to nobody, and delete it with the platform,
// by rights that whoever wrote the claim may not have. So Crossplane is asked
// for a Secret before it is composed. What it finds comes with its next call,
// which follows at once.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/xfn/required_resources.go
type secrets struct {
	// owner is the UID of the composite.
	owner string

	// existing are the Secrets that were asked for, by key.
	existing map[string]*fnv1.Resources
	required map[string]*fnv1.ResourceSelector
}

// taken asks for a Secret, and says what has to happen where it is somebody
// else's.
func (s *secrets) taken(k name.Key, wanted *corev1.Secret) string {
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
			return fmt.Sprintf("Secret %s/%s to be gone: it is not this platform's, and left as it is; delete it, or choose another name in spec.connectionSecretName",
				wanted.GetNamespace(), wanted.GetName())
		}
	}
	return ""
}

// requirements are what Crossplane is asked for.
func (s *secrets) requirements() *fnv1.Requirements {
	if len(s.required) == 0 {
		return nil
	}
	return &fnv1.Requirements{Resources: s.required}
}

// controller is the UID of the one that an object belongs to, or empty.
func controller(object wire.Object) string {
	for owner := range object.Get("metadata", "ownerReferences").Items() {
		if owner.Get("controller").Bool() {
			return owner.Get("uid").Text()
		}
	}
	return ""
}

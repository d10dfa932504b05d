// Package plan decides. From the claim, and from the little that must be known
// of what already exists, it works out which resources there are, what they
// are called, and every value in them that is a choice. Plans are plain
// values: this package imports neither the provider nor the SDK, and the same
// input gives the same plan.
package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A Platform is the input of every plan.
type Platform struct {
	Names name.Platform
	Spec  *v1alpha1.PlatformSpec

	// Namespace is where the user's own Secrets are: the namespace of the claim or
	// of the namespaced composite. A composite without a claim has none.
	Namespace string

	// Recorded is the status of the services at the previous reconcile. AWS reports the
	// task definition that a service runs, and not the ones that it ran before: a
	// roll-back is recognized by comparison with this status.
	Recorded map[string]v1alpha1.ServiceStatus
}

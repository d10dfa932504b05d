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

// A Platform is what every plan starts from.
type Platform struct {
	Names name.Platform
	Spec  *v1alpha1.PlatformSpec

	// Namespace is where the user's own Secrets are: the namespace of the claim or
	// of the namespaced composite. A composite without a claim has none.
	Namespace string

	// Recorded is what the platform's status said of its services so far. AWS
	// tells which task definition a service runs, and not which ones it ran: that
	// one was taken back is seen only by remembering.
	Recorded map[string]v1alpha1.ServiceStatus
}

package plan

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Boundary is the policy that bounds a role: its own, or that of all roles of the
// platform. A role that has one keeps it where nothing is asked for any more: the
// provider takes what AWS has for its own wish, and would only take it away and
// bring it back.
func (p Platform) Boundary(role name.Key, own string, seen live.State) string {
	return cmp.Or(own, p.Spec.PermissionsBoundaryARN, seen.Role(role).RequestedPermissionsBoundary())
}

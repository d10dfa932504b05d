package live

import "github.com/xplatform-dev/xplatform/internal/name"

// Role is one IAM role.
type Role struct{ resource }

// Role returns the role with a key.
func (s State) Role(k name.Key) Role { return Role{s.resource(k)} }

// ARN returns the ARN of the role.
func (r Role) ARN() string { return r.status("arn") }

// RequestedPermissionsBoundary returns the ARN of the permissions boundary.
func (r Role) RequestedPermissionsBoundary() string { return r.requested("permissionsBoundary") }

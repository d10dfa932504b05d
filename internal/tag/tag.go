// Package tag decides the tags of every AWS resource.
package tag

import (
	"fmt"
	"maps"
)

// Keys of the tags that every resource of a platform carries.
const (
	// Name is the name that the AWS console shows.
	Name = "Name"
	// Platform is the composite resource that the resource belongs to.
	Platform = "xplatform.dev/platform"
	// Claim is the namespace and name of the claim, or of the namespaced composite.
	Claim = "xplatform.dev/claim"
)

// ForPlatform returns the tags that all resources of a platform share: its own
// and the user's. A user's tag must not replace one of its own.
func ForPlatform(composite, claim string, users map[string]string) (map[string]string, error) {
	own := map[string]string{Platform: composite}
	if claim != "" {
		own[Claim] = claim
	}
	out := maps.Clone(own)
	for k, v := range users {
		if _, taken := own[k]; taken || k == Name {
			return nil, fmt.Errorf("cannot tag with %q: the platform sets that tag itself", k)
		}
		out[k] = v
	}
	return out, nil
}

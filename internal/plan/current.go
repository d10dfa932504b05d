package plan

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// CurrentNameOr returns the name that AWS knows a resource by: the one it has, once it
// exists, so that no change of how names are made ever renames anything.
func CurrentNameOr(seen live.State, k name.Key, fresh string) string {
	if external := seen.ExternalName(k); external != "" {
		return external
	}
	return fresh
}

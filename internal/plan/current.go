package plan

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// currentNameOr returns the name that AWS knows a resource by: the one it has, once it
// exists, so that no change of how names are made ever renames anything.
func currentNameOr(seen observed.View, k name.Key, fresh string) string {
	if external := seen.ExternalName(k); external != "" {
		return external
	}
	return fresh
}

// currentFieldOr does the same for kinds that carry their name in a field, because
// AWS gives them an identity of its own.
func currentFieldOr(seen observed.View, k name.Key, field, fresh string) string {
	if is := seen.Spec(k, field); is != "" {
		return is
	}
	return fresh
}

// currentNumber returns a number that AWS reports of a resource, or the one that was
// asked for where it reports none.
func currentNumber(seen observed.View, k name.Key, path ...string) int64 {
	return number(cmp.Or(seen.Status(k, path...), seen.Spec(k, path...)))
}

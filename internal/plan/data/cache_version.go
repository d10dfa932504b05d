package data

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
)

// cacheVersions are the versions of new caches whose claim names none.
var cacheVersions = map[v1alpha1.CacheEngine]string{
	v1alpha1.CacheRedis:  "7.1",
	v1alpha1.CacheValkey: "8.0",
}

// cacheDigits is how many numbers a version of a cache has. AWS reports one more
// than it takes.
const cacheDigits = 2

// cacheUpgrade is from the version that runs to that of the claim. A version of
// Redis says nothing about one of Valkey, but Valkey's are higher.
func cacheUpgrade(spec *v1alpha1.CacheSpec, seen live.State) upgrade {
	was := seen.Cache().RequestedEngineVersion()
	u := upgrade{
		Field:       "spec.cache.version",
		Asked:       cmp.Or(spec.Version, was),
		Named:       spec.Version != "",
		Running:     parseVersion(cmp.Or(seen.Cache().EngineVersion(), was)).major(cacheDigits).String(),
		MajorDigits: 1,
		Major:       true,
	}
	if seen.Cache().RequestedEngine() != string(spec.Engine) {
		u.Asked = spec.Version
	}
	u.Asked = cmp.Or(u.Asked, cacheVersions[spec.Engine])
	return u
}

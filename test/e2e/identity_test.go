package e2e

import "github.com/xplatform-dev/xplatform/internal/simulatedaws"

type awsResource = simulatedaws.Resource

// identities returns the UIDs of the objects of a platform.
func (f *platform) identities() map[string]string {
	f.t.Helper()
	all := map[string]string{}
	for key, o := range f.resources() {
		all[key] = string(o.GetUID())
	}
	return all
}

// unchanged fails if an object was replaced, or is gone.
func (f *platform) unchanged(before map[string]string) {
	f.t.Helper()
	now := f.identities()
	for key, uid := range before {
		if now[key] != uid {
			f.t.Errorf("%s was replaced or deleted", key)
		}
	}
}

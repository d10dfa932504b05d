package data

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// leaveIngress keeps services admitted to a store that the claim takes away from
// them, for as long as their tasks still use it.
func (d *Plan) leaveIngress(store v1alpha1.Store, seen live.State) {
	users := d.usersOf(store)
	for _, k := range seen.Keys(name.StoreIngresses(store)) {
		service := strings.TrimPrefix(string(k), name.StoreIngresses(store))
		if (!d.Spec.Has(store) || !slices.Contains(users, service)) && seen.Uses(service, store) {
			d.Draining = append(d.Draining, k)
		}
	}
}

package data

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
)

// status returns the status of the stores. A store that was removed from the
// claim and is kept still has its endpoint there.
func status(d data.Plan, seen live.State) v1alpha1.PlatformStatus {
	return v1alpha1.PlatformStatus{
		Database: d.DatabaseStatus(seen),
		Cache:    d.CacheStatus(seen),
		Search:   d.SearchStatus(seen),
	}
}

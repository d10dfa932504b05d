package data

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// finalSnapshot names the snapshot that AWS makes of a store when it is deleted.
// Before the store exists there is a name too, as the provider deletes nothing
// without.
func finalSnapshot(store name.Key, identifier string, seen live.State) string {
	if uid := seen.UID(store); uid != "" {
		return name.FinalSnapshot(identifier, uid)
	}
	return cmp.Or(seen.RequestedFinalSnapshot(store), identifier+"-final")
}

package data

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// finalSnapshot names the snapshot that AWS makes of a store when it is deleted.
// The name is another in each life of the store: a second deletion could not
// make a snapshot that exists. Before the store has a life there is a name too, as
// the provider deletes nothing without.
func finalSnapshot(store name.Key, identifier string, seen live.State) string {
	if uid := seen.UID(store); uid != "" {
		return identifier + "-final-" + name.Hash(uid)
	}
	return cmp.Or(seen.RequestedFinalSnapshot(store), identifier+"-final")
}

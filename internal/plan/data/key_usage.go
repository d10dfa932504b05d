package data

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A KeyUsage keeps the platform's own encryption key until a store is gone. AWS
// makes the store's last snapshot with the key, and cannot once the key is
// scheduled for deletion, which AWS never refuses.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
type KeyUsage struct {
	Key   name.Key
	Store v1alpha1.Store

	// Replay has a deletion of the key that was refused happen once the store is
	// gone. So it should when both leave with the platform. When the store alone
	// leaves it must not: a user may have tried to delete the key before.
	Replay bool

	// BlockedOn says what must exist before it can be said to use the key.
	BlockedOn plan.Blockers
}

// snapshotting are the stores of which AWS makes a last snapshot.
var snapshotting = []v1alpha1.Store{v1alpha1.StoreDatabase, v1alpha1.StoreCache}

// planKeyUsages plans them for the stores of the claim, and for those that were
// removed from it and still exist. A key that the claim brings is not the
// platform's to delete.
func (d *Plan) planKeyUsages(seen live.State) {
	if d.EncryptionKey().ARN != "" {
		return
	}
	for _, store := range snapshotting {
		exists := seen.Has(name.Store(store))
		if !d.reachable(store, seen) && !exists {
			continue
		}
		u := KeyUsage{Key: name.KeyUsage(store), Store: store, Replay: !slices.Contains(d.Spec.ConfirmDeletion, store)}
		if !exists {
			u.BlockedOn = plan.Blockers{{On: name.Store(store), Why: "the " + string(store)}}
		}
		d.KeyUsages = append(d.KeyUsages, u)
	}
}

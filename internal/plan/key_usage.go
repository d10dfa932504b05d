package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A KeyUsage keeps the platform's own encryption key until a store is gone. AWS
// makes the store's last snapshot with the key, and cannot once the key is
// scheduled for deletion, which AWS never refuses.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
type KeyUsage struct {
	Key   name.Key
	Store name.Key

	// Missing says what must exist before it can be said to use the key.
	Missing string
}

// planKeyUsage plans that of a store which ends with a snapshot. A key that the
// claim brings is not the platform's to delete.
func (p Platform) planKeyUsage(store v1alpha1.Store, seen observed.View) *KeyUsage {
	if p.EncryptionKey().ARN != "" {
		return nil
	}
	u := &KeyUsage{Key: name.StoreKeyUsage(store), Store: name.Store(store)}
	if !seen.Has(u.Store) {
		u.Missing = "the " + string(store)
	}
	return u
}

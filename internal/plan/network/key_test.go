package network

import (
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// TestKeyOutlivesItsStore shows that a key which once protected a store stays
// retained: snapshots of the store are unreadable without it.
func TestKeyOutlivesItsStore(t *testing.T) {
	p := plantest.Stored(t, `{}`)
	if kept := retainedOfNetwork(p.Spec, live.Of(plantest.InAccount(nil))); !kept[name.EncryptionKey] || kept[name.VPC] {
		t.Errorf("want the key retained and nothing else, got %v", kept)
	}
	p = plantest.Stored(t, `{deletionProtection: false}`)
	if kept := retainedOfNetwork(p.Spec, live.Of(plantest.InAccount(nil))); len(kept) > 0 {
		t.Errorf("want nothing retained in a platform that gives up protection, got %v", kept)
	}
}

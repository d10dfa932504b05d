package data

import (
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// TestFinalSnapshot names the last snapshot of each life of a store.
func TestFinalSnapshot(t *testing.T) {
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   string
	}{
		"New":       {"The provider deletes no store without a name of the snapshot, not even one that was never observed.", nil, "one-final"},
		"Life":      {"Each life has another.", observed.Resources{name.Database: {UID: "1", Spec: map[string]string{"finalSnapshotIdentifier": "one-final"}}}, name.FinalSnapshot("one", "1")},
		"Forgotten": {"What it has stays while nothing is known.", observed.Resources{name.Database: {Spec: map[string]string{"finalSnapshotIdentifier": "one-final-abc"}}}, "one-final-abc"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := finalSnapshot(name.Database, "one", live.Of(tc.seen)); got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

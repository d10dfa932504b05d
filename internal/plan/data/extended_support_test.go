package data

import (
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// TestExtendedSupport says what AWS does at the end of standard support, of a new
// database only.
func TestExtendedSupport(t *testing.T) {
	const enabled, disabled = "open-source-rds-extended-support", "open-source-rds-extended-support-disabled"
	exists := func(initial, status string) observed.Resources {
		return observed.Resources{name.Database: {Initial: map[string]string{"engineLifecycleSupport": initial}, Status: map[string]string{"engineLifecycleSupport": status}}}
	}
	const refused = "spec.database.extendedSupport: the existing database has another value, and AWS accepts Disabled"
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   string
		err    string
	}{
		"Unnamed":  {reason: "AWS does as it does by itself.", spec: `{database: {}}`},
		"Disabled": {reason: "A new one is made as the claim says.", spec: `{database: {extendedSupport: Disabled}}`, want: disabled},
		"Enabled":  {reason: "Also where AWS would do so by itself.", spec: `{database: {extendedSupport: Enabled}}`, want: enabled},
		"Older":    {reason: "One that was made without a word is not touched.", spec: `{database: {}}`, seen: exists("", enabled)},
		"Named":    {reason: "Nor where the claim says what it has.", spec: `{database: {extendedSupport: Enabled}}`, seen: exists("", enabled)},
		"Stays":    {reason: "What it began with stays, when the claim forgets it.", spec: `{database: {}}`, seen: exists(disabled, disabled), want: disabled},
		"Late":     {reason: "AWS does not change it.", spec: `{database: {extendedSupport: Disabled}}`, seen: exists("", enabled), err: refused},
		"Changed":  {reason: "Also where AWS does not tell at the moment.", spec: `{database: {extendedSupport: Disabled}}`, seen: exists(enabled, ""), err: refused},
		"Unknown":  {reason: "Nothing is refused while the setting is unknown.", spec: `{database: {extendedSupport: Disabled}}`, seen: exists("", "")},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d, err := New(plantest.Stored(t, tc.spec), live.Of(tc.seen))
			if plantest.Refusal(t, tc.reason, err, tc.err) {
				return
			}
			if got := d.Database.ExtendedSupport; got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

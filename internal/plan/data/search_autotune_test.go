package data

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

func TestPlanAutoTune(t *testing.T) {
	domain := func(is, asked string) observed.Resources {
		const path = "autoTuneOptions.desiredState"
		return observed.Resources{name.Search: {Status: map[string]string{path: is}, Spec: map[string]string{path: asked}}}
	}
	on, off := &AutoTune{State: "ENABLED", OffPeakWindow: true}, &AutoTune{State: "DISABLED"}
	cases := map[string]struct {
		reason string
		node   string
		seen   observed.Resources
		want   *AutoTune
	}{
		"NewBurstable":    {"AWS leaves it off for a new domain of T3.", "t3.medium.search", nil, nil},
		"New":             {"AWS turns it on for other new domains.", "r7g.large.search", nil, nil},
		"ToBurstable":     {"A domain with Auto-Tune cannot become T3.", "t3.medium.search", domain("ENABLED", ""), off},
		"Burstable":       {"What was asked for stays asked for.", "t3.medium.search", domain("DISABLED", "DISABLED"), off},
		"AlwaysBurstable": {"A T3 that never had it is left alone.", "t3.medium.search", domain("DISABLED", ""), nil},
		"Back":            {"It is turned on again once the type can have it.", "r7g.large.search", domain("DISABLED", "DISABLED"), on},
		"SwitchedOff":     {"Who switched it off by hand keeps it off.", "r7g.large.search", domain("DISABLED", ""), nil},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, planAutoTune(tc.node, live.Of(tc.seen))); diff != "" {
				t.Errorf("%s\nplanAutoTune(%s): -want, +got:\n%s", tc.reason, tc.node, diff)
			}
		})
	}
}

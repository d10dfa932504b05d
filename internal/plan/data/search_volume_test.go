package data

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

func TestPlanVolume(t *testing.T) {
	domain := func(iops, throughput string) observed.Resources {
		return observed.Resources{name.Search: {Status: map[string]string{"ebsOptions.iops": iops, "ebsOptions.throughput": throughput}}}
	}
	cases := map[string]struct {
		reason string
		gib    int64
		seen   observed.Resources
		want   Volume
	}{
		"Small":   {"The baseline of gp3.", 170, nil, Volume{GiB: 170, IOPS: 3000, MiBps: 125}},
		"Medium":  {"Above 170 GiB the throughput doubles.", 171, nil, Volume{GiB: 171, IOPS: 3000, MiBps: 250}},
		"Grown":   {"A volume that grows cannot keep the throughput of a smaller one.", 256, domain("3000", "125"), Volume{GiB: 256, IOPS: 3000, MiBps: 250}},
		"Large":   {"Above 1,000 GiB each GiB brings 3 IOPS.", 2048, nil, Volume{GiB: 2048, IOPS: 6144, MiBps: 250}},
		"Striped": {"Each further 3,000 GiB bring 250 MiB/s.", 3072, nil, Volume{GiB: 3072, IOPS: 9216, MiBps: 500}},
		"Largest": {"Baselines end at 16,000 IOPS and 1,000 MiB/s.", 24576, nil, Volume{GiB: 24576, IOPS: 16000, MiBps: 1000}},
		"Raised":  {"What was raised by hand stays.", 100, domain("6000", "500"), Volume{GiB: 100, IOPS: 6000, MiBps: 500}},
		"StatusLost": {
			"Nothing is lowered while AWS does not tell what it has.", 100,
			observed.Resources{name.Search: {Spec: map[string]string{"ebsOptions.iops": "6000", "ebsOptions.throughput": "500"}}},
			Volume{GiB: 100, IOPS: 6000, MiBps: 500},
		},
		"Unwilling": {"A domain that says nothing has the baseline.", 100, domain("", ""), Volume{GiB: 100, IOPS: 3000, MiBps: 125}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, planVolume(tc.gib, live.Of(tc.seen))); diff != "" {
				t.Errorf("%s\nplanVolume(%d): -want, +got:\n%s", tc.reason, tc.gib, diff)
			}
		})
	}
}

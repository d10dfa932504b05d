package network

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestRegionHint(t *testing.T) {
	cases := map[string]struct {
		reason string
		region string
		seen   observed.Resources
		want   []string
	}{
		"Known": {reason: "Nothing is to be said of a region that is known.", region: "eu-central-1"},
		"Mistyped": {
			reason: "A region that AWS may have is hinted at, and not refused.", region: "eu-central-3",
			want: []string{"spec.region: eu-central-3 is not among the regions that this version knows: did you mean eu-central-1?"},
		},
		"Stands": {reason: "Where the VPC stands, AWS has the region.", region: "eu-central-3", seen: observed.Resources{name.VPC: {Status: map[string]string{"id": "vpc-1"}}}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			p := plantest.Platform(t, map[string]any{})
			p.Spec.Region = tc.region
			n, err := New(p, live.Of(tc.seen))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, n.Warnings); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestWarningsAreFew(t *testing.T) {
	services := make([]any, 0, 12)
	for i := range 12 {
		services = append(services, map[string]any{"name": fmt.Sprintf("s%d", i), "image": "registry.example.org/a:1"})
	}
	p := plantest.Platform(t, map[string]any{"services": services, "network": map[string]any{
		"ipFamily": "IPv4", "nat": map[string]any{"mode": "None"}, "endpoints": []any{"s3", "ecr", "logs"},
	}})
	n, err := New(p, live.Of(observed.Resources{}))
	if err != nil {
		t.Fatal(err)
	}
	if len(n.Warnings) != 11 || n.Warnings[10] != "spec: there are 2 more warnings: mend those that are told first" {
		t.Errorf("Ten are told, and how many more there are; got %q", n.Warnings)
	}
}

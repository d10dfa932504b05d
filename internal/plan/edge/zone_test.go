package edge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestZonesOfWhatExists(t *testing.T) {
	lb := func(subnets ...string) observed.Resources {
		return observed.Resources{name.LoadBalancer: plantest.InSubnets("subnets", subnets...)}
	}
	type want struct {
		Subnets   []name.Key
		BlockedOn plan.Blockers
		Progress  []plan.Progress
	}
	three := []name.Key{"subnet-public-a", "subnet-public-b", "subnet-public-c"}
	cases := map[string]struct {
		reason string
		zones  []any
		seen   observed.Resources
		want   want
	}{
		"New": {
			reason: "What is made asks for all zones, and waits for their subnets.",
			want:   want{Subnets: three, BlockedOn: plan.Blockers{{On: "subnet-public-a"}}},
		},
		"NewInAStandingNetwork": {
			reason: "So does what comes later, also where a subnet is not there yet.",
			seen:   plantest.StandingSubnets("public", "a", "b"),
			want:   want{Subnets: three, BlockedOn: plan.Blockers{{On: "subnet-public-c"}}},
		},
		"Growing": {
			reason: "What exists stays out of a zone whose subnet is not there.",
			seen:   plantest.Together(lb("a", "b"), plantest.StandingSubnets("public", "a", "b"), observed.Resources{"subnet-public-c": {Problem: "create failed"}}),
			want: want{
				Subnets:  []name.Key{"subnet-public-a", "subnet-public-b"},
				Progress: []plan.Progress{{Text: "load-balancer stays out of zone c", While: plan.Blockers{{On: "subnet-public-c"}}}},
			},
		},
		"Untied": {
			reason: "A subnet without its routes would not answer.",
			seen:   plantest.Together(lb("a", "b"), plantest.StandingSubnets("public", "a", "b"), observed.Resources{"subnet-public-c": plantest.WithID("subnet-c"), "association-subnet-public-c": {}}),
			want: want{
				Subnets:  []name.Key{"subnet-public-a", "subnet-public-b"},
				Progress: []plan.Progress{{Text: "load-balancer stays out of zone c", While: plan.Blockers{{On: "association-subnet-public-c"}}}},
			},
		},
		"Grown": {
			reason: "Once the subnet stands, the zone joins, wherever its letter is.",
			seen:   plantest.Together(lb("b", "c"), plantest.StandingSubnets("public", "a", "b", "c")),
			want:   want{Subnets: three},
		},
		"NothingIsKnown": {
			reason: "While the IDs of the subnets are unknown, the load balancer is unchanged.",
			seen:   lb("a", "b", "c"),
			want:   want{Subnets: three, BlockedOn: plan.Blockers{{On: "subnet-public-a"}}},
		},
		"OneIsNotKnown": {
			reason: "It does not lose the subnet of which nothing is known for a moment.",
			seen:   plantest.Together(lb("a", "b", "c"), plantest.StandingSubnets("public", "a", "c")),
			want:   want{Subnets: three, BlockedOn: plan.Blockers{{On: "subnet-public-b"}}},
		},
		"MadeAnew": {
			reason: "A subnet that was deleted and created again has another ID, and nothing is uncertain.",
			seen:   plantest.Together(lb("a", "deleted"), plantest.StandingSubnets("public", "a", "b", "c")),
			want:   want{Subnets: three},
		},
		"TakenOut": {
			reason: "A zone that the claim gives up again is not asked for any more.",
			zones:  []any{"a", "b"},
			seen:   plantest.Together(lb("a", "b", "c"), plantest.StandingSubnets("public", "a", "b")),
			want:   want{Subnets: []name.Key{"subnet-public-a", "subnet-public-b"}},
		},
		"NeverMade": {
			reason: "Of a load balancer in [a, b] that waited for b in vain, [a, c] asks for both: AWS makes none in one zone.",
			zones:  []any{"a", "c"},
			seen:   plantest.Together(lb("a", "b"), plantest.StandingSubnets("public", "a")),
			want:   want{Subnets: []name.Key{"subnet-public-a", "subnet-public-c"}, BlockedOn: plan.Blockers{{On: "subnet-public-c"}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			zones := tc.zones
			if zones == nil {
				zones = []any{"a", "b", "c"}
			}
			e := edge(t, map[string]any{"zones": zones}, web(nil), tc.seen)
			if diff := cmp.Diff(tc.want, want{e.LoadBalancer.Placement.Subnets, e.LoadBalancer.Placement.BlockedOn, e.Progress}); diff != "" {
				t.Errorf("%s\nNew(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

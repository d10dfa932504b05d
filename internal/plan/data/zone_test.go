package data

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// Subnet groups follow the same rule, each by what it has itself.
func TestZonesOfSubnetGroups(t *testing.T) {
	p := plantest.Stored(t, `{zones: [a, b, c], database: {}, cache: {}}`)
	d := mustPlan(t, p, live.Of(plantest.InAccount(plantest.Together(plantest.StandingSubnets("database", "a", "b"), observed.Resources{
		name.DatabaseSubnets: plantest.InSubnets("subnetIds", "a", "b"),
		name.CacheSubnets:    plantest.InSubnets("subnetIds", "a", "b", "c"),
	}))))
	three := []name.Key{"subnet-database-a", "subnet-database-b", "subnet-database-c"}
	if diff := cmp.Diff(three[:2], d.Database.SubnetGroup.Placement.Subnets); diff != "" {
		t.Errorf("the database stays out of zone c: -want, +got:\n%s", diff)
	}
	if diff := cmp.Diff(three, d.Cache.SubnetGroup.Placement.Subnets); diff != "" {
		t.Errorf("the cache keeps zone c: -want, +got:\n%s", diff)
	}
	want := []plan.Progress{{Text: "database-subnet-group stays out of zone c", While: plan.Blockers{{On: "subnet-database-c"}}}}
	if diff := cmp.Diff(want, d.Progress); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

func TestZonesOfTheDomain(t *testing.T) {
	domain := func(nodes string, subnets ...string) observed.Resources {
		r := plantest.InSubnets("vpcOptions.subnetIds", subnets...)
		r.Spec["clusterConfig.instanceCount"] = nodes
		return observed.Resources{name.Search: r}
	}
	type want struct {
		Zones     []v1alpha1.Zone
		Instances int64
		BlockedOn plan.Blockers
		Progress  []plan.Progress
	}
	ab, abc := []v1alpha1.Zone{"a", "b"}, []v1alpha1.Zone{"a", "b", "c"}
	cases := map[string]struct {
		reason string
		claim  string
		seen   observed.Resources
		want   want
	}{
		"New": {
			reason: "A domain that is made waits for all its zones.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 3}}`,
			want:   want{Zones: abc, Instances: 3, BlockedOn: plan.Blockers{{On: "subnet-database-a"}}},
		},
		"Held": {
			reason: "One that exists stays as it is until the new zone is there: three nodes cannot be spread over two zones.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 3}}`,
			seen:   plantest.Together(domain("2", "a", "b"), plantest.StandingSubnets("database", "a", "b")),
			want:   want{Zones: ab, Instances: 2, Progress: []plan.Progress{{Text: "search stays in its zones (a, b)", While: plan.Blockers{{On: "subnet-database-c"}}}}},
		},
		"Grown": {
			reason: "Then it goes into it with the nodes of the claim.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 3}}`,
			seen:   plantest.Together(domain("2", "a", "b"), plantest.StandingSubnets("database", "a", "b", "c")),
			want:   want{Zones: abc, Instances: 3},
		},
		"Stays": {
			reason: "It keeps what it has, however little is known of the subnets.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 6}}`,
			seen:   domain("3", "a", "b", "c"),
			want:   want{Zones: abc, Instances: 6, BlockedOn: plan.Blockers{{On: "subnet-database-a"}}},
		},
		"NotSaid": {
			reason: "Where the claim names no zones, a new one of the platform does not concern it.",
			claim:  `{zones: [a, b, c], search: {instances: 4}}`,
			seen:   plantest.Together(domain("2", "b", "c"), plantest.StandingSubnets("database", "a", "b", "c")),
			want:   want{Zones: []v1alpha1.Zone{"b", "c"}, Instances: 4},
		},
		"NotCertain": {
			reason: "Where a subnet that it may be in is not known, its zones are not, and no number of nodes is refused.",
			claim:  `{zones: [a, b, c], search: {instances: 4}}`,
			seen:   plantest.Together(domain("4", "b", "c"), plantest.StandingSubnets("database", "a", "b")),
			want:   want{Zones: abc, Instances: 4, BlockedOn: plan.Blockers{{On: "subnet-database-c"}}},
		},
		"NeverMade": {
			reason: "A domain that waited for zone b in vain is in none: it would be made in zone a alone.",
			claim:  `{zones: [a, c], search: {}}`,
			seen:   domain("2", "a", "b"),
			want:   want{Zones: []v1alpha1.Zone{"a", "c"}, Instances: 2, BlockedOn: plan.Blockers{{On: "subnet-database-a"}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d := mustPlan(t, plantest.Stored(t, tc.claim), live.Of(plantest.InAccount(tc.seen)))
			if diff := cmp.Diff(tc.want, want{d.Search.Zones, d.Search.Instances, d.Search.Placement.BlockedOn, d.Progress}); diff != "" {
				t.Errorf("%s\nNew(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

package plan

import (
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// in returns a resource that is in the subnets of some zones, whose IDs are at a
// path of its spec.
func in(path string, zones ...string) observed.Resource {
	r := observed.Resource{Spec: map[string]string{}}
	for i, z := range zones {
		r.Spec[fmt.Sprintf("%s.%d", path, i)] = "subnet-" + z
	}
	return r
}

// standingSubnets are subnets that AWS has, tied to their tables.
func standingSubnets(tier v1alpha1.Tier, zones ...v1alpha1.Zone) observed.Resources {
	out := observed.Resources{}
	for _, z := range zones {
		subnet := name.Subnet(tier, z)
		out[subnet] = withID("subnet-" + string(z))
		out[name.Association(subnet)] = observed.Resource{Ready: true}
	}
	return out
}

// balancerIn is a load balancer that AWS has in some subnets, by their ids.
func balancerIn(subnets ...string) observed.Resource {
	r := observed.Resource{Status: map[string]string{}}
	for i, id := range subnets {
		r.Status[fmt.Sprintf("subnets.%d", i)] = id
	}
	return r
}

func together(all ...observed.Resources) observed.Resources {
	out := observed.Resources{}
	for _, some := range all {
		maps.Copy(out, some)
	}
	return out
}

func TestZonesOfWhatExists(t *testing.T) {
	lb := func(subnets ...string) observed.Resources {
		return observed.Resources{name.LoadBalancer: in("subnets", subnets...)}
	}
	type want struct {
		Subnets  []name.Key
		Missing  string
		Progress []string
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
			want:   want{Subnets: three, Missing: "subnet-public-a"},
		},
		"NewInAStandingNetwork": {
			reason: "So does what comes later, also where a subnet is not there yet.",
			seen:   standingSubnets("public", "a", "b"),
			want:   want{Subnets: three, Missing: "subnet-public-c"},
		},
		"Growing": {
			reason: "What exists stays out of a zone whose subnet is not there.",
			seen:   together(lb("a", "b"), standingSubnets("public", "a", "b"), observed.Resources{"subnet-public-c": {Problem: "create failed"}}),
			want: want{
				Subnets:  []name.Key{"subnet-public-a", "subnet-public-b"},
				Progress: []string{"load-balancer stays out of zone c while it waits for subnet-public-c"},
			},
		},
		"Untied": {
			reason: "A subnet without its routes would not answer.",
			seen:   together(lb("a", "b"), standingSubnets("public", "a", "b"), observed.Resources{"subnet-public-c": withID("subnet-c"), "association-subnet-public-c": {}}),
			want: want{
				Subnets:  []name.Key{"subnet-public-a", "subnet-public-b"},
				Progress: []string{"load-balancer stays out of zone c while it waits for association-subnet-public-c"},
			},
		},
		"Grown": {
			reason: "Once the subnet stands, the zone joins, wherever its letter is.",
			seen:   together(lb("b", "c"), standingSubnets("public", "a", "b", "c")),
			want:   want{Subnets: three},
		},
		"NothingIsKnown": {
			reason: "Where nothing is known of the subnets, nobody can say which of them it has, and it stays as it is.",
			seen:   lb("a", "b", "c"),
			want:   want{Subnets: three, Missing: "subnet-public-a"},
		},
		"OneIsNotKnown": {
			reason: "It does not lose the subnet of which nothing is known for a moment.",
			seen:   together(lb("a", "b", "c"), standingSubnets("public", "a", "c")),
			want:   want{Subnets: three, Missing: "subnet-public-b"},
		},
		"MadeAnew": {
			reason: "A subnet that was deleted and created again has another ID, and nothing is uncertain.",
			seen:   together(lb("a", "deleted"), standingSubnets("public", "a", "b", "c")),
			want:   want{Subnets: three},
		},
		"TakenOut": {
			reason: "A zone that the claim gives up again is not asked for any more.",
			zones:  []any{"a", "b"},
			seen:   together(lb("a", "b", "c"), standingSubnets("public", "a", "b")),
			want:   want{Subnets: []name.Key{"subnet-public-a", "subnet-public-b"}},
		},
		"NeverMade": {
			reason: "Of a load balancer in [a, b] that waited for b in vain, [a, c] asks for both: AWS makes none in one zone.",
			zones:  []any{"a", "c"},
			seen:   together(lb("a", "b"), standingSubnets("public", "a")),
			want:   want{Subnets: []name.Key{"subnet-public-a", "subnet-public-c"}, Missing: "subnet-public-c"},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			zones := tc.zones
			if zones == nil {
				zones = []any{"a", "b", "c"}
			}
			e := edge(t, map[string]any{"zones": zones}, web(nil), tc.seen)
			if diff := cmp.Diff(tc.want, want{e.LoadBalancer.Placement.Subnets, e.LoadBalancer.Placement.Missing, e.Progress}); diff != "" {
				t.Errorf("%s\nNewEdge(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// Subnet groups follow the same rule, each by what it has itself.
func TestZonesOfSubnetGroups(t *testing.T) {
	p := stored(t, `{zones: [a, b, c], database: {}, cache: {}}`)
	d := mustPlanData(t, p, live.Of(inAccount(together(standingSubnets("database", "a", "b"), observed.Resources{
		name.DatabaseSubnets: in("subnetIds", "a", "b"),
		name.CacheSubnets:    in("subnetIds", "a", "b", "c"),
	}))))
	three := []name.Key{"subnet-database-a", "subnet-database-b", "subnet-database-c"}
	if diff := cmp.Diff(three[:2], d.Database.SubnetGroup.Placement.Subnets); diff != "" {
		t.Errorf("the database stays out of zone c: -want, +got:\n%s", diff)
	}
	if diff := cmp.Diff(three, d.Cache.SubnetGroup.Placement.Subnets); diff != "" {
		t.Errorf("the cache keeps zone c: -want, +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"database-subnet-group stays out of zone c while it waits for subnet-database-c"}, d.Progress); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

func TestZonesOfTheDomain(t *testing.T) {
	domain := func(nodes string, subnets ...string) observed.Resources {
		r := in("vpcOptions.subnetIds", subnets...)
		r.Spec["clusterConfig.instanceCount"] = nodes
		return observed.Resources{name.Search: r}
	}
	type want struct {
		Zones     []v1alpha1.Zone
		Instances int64
		Missing   string
		Progress  []string
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
			want:   want{Zones: abc, Instances: 3, Missing: "subnet-database-a"},
		},
		"Held": {
			reason: "One that exists stays as it is until the new zone is there: three nodes cannot be spread over two zones.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 3}}`,
			seen:   together(domain("2", "a", "b"), standingSubnets("database", "a", "b")),
			want:   want{Zones: ab, Instances: 2, Progress: []string{"search stays in its zones (a, b) while it waits for subnet-database-c"}},
		},
		"Grown": {
			reason: "Then it goes into it with the nodes of the claim.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 3}}`,
			seen:   together(domain("2", "a", "b"), standingSubnets("database", "a", "b", "c")),
			want:   want{Zones: abc, Instances: 3},
		},
		"Stays": {
			reason: "It keeps what it has, however little is known of the subnets.",
			claim:  `{zones: [a, b, c], search: {zones: [a, b, c], instances: 6}}`,
			seen:   domain("3", "a", "b", "c"),
			want:   want{Zones: abc, Instances: 6, Missing: "subnet-database-a"},
		},
		"NotSaid": {
			reason: "Where the claim names no zones, a new one of the platform does not concern it.",
			claim:  `{zones: [a, b, c], search: {instances: 4}}`,
			seen:   together(domain("2", "b", "c"), standingSubnets("database", "a", "b", "c")),
			want:   want{Zones: []v1alpha1.Zone{"b", "c"}, Instances: 4},
		},
		"NotCertain": {
			reason: "Where a subnet that it may be in is not known, its zones are not, and no number of nodes is refused.",
			claim:  `{zones: [a, b, c], search: {instances: 4}}`,
			seen:   together(domain("4", "b", "c"), standingSubnets("database", "a", "b")),
			want:   want{Zones: abc, Instances: 4, Missing: "subnet-database-c"},
		},
		"NeverMade": {
			reason: "A domain that waited for zone b in vain is in none: it would be made in zone a alone.",
			claim:  `{zones: [a, c], search: {}}`,
			seen:   domain("2", "a", "b"),
			want:   want{Zones: []v1alpha1.Zone{"a", "c"}, Instances: 2, Missing: "subnet-database-a"},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d := mustPlanData(t, stored(t, tc.claim), live.Of(inAccount(tc.seen)))
			if diff := cmp.Diff(tc.want, want{d.Search.Zones, d.Search.Instances, d.Search.Placement.Missing, d.Progress}); diff != "" {
				t.Errorf("%s\nNewData(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestZonesOfServices(t *testing.T) {
	ready := observed.Resource{Ready: true}
	running := observed.Resources{name.Service("chat"): in("networkConfiguration.subnets", "a", "b")}
	way := observed.Resources{
		"default-route-ipv4-route-table-private-c": ready, "default-route-ipv6-route-table-private-c": ready,
		"endpoint-s3-route-table-private-c": ready,
	}
	public := observed.Resources{"subnet-public-a": withID("public-a"), "subnet-public-b": withID("public-b"), "subnet-public-c": withID("public-c")}
	balanced := func(subnets ...string) observed.Resources {
		return together(public, observed.Resources{name.LoadBalancer: balancerIn(subnets...)})
	}
	all := together(running, standingSubnets("private", "a", "b", "c"), way, balanced("public-c", "public-a", "public-b"))
	without := func(keys ...name.Key) observed.Resources {
		out := maps.Clone(all)
		for _, k := range keys {
			delete(out, k)
		}
		return out
	}
	refused := together(all, balanced("public-a", "public-b"), observed.Resources{"subnet-public-c": {Problem: "create failed"}})
	cases := map[string]struct {
		reason   string
		platform map[string]any
		service  map[string]any
		seen     observed.Resources
		joins    bool
		awaits   string
	}{
		"New":          {reason: "A service that is made asks for all zones.", joins: true},
		"Subnet":       {reason: "One that exists waits for the subnet.", seen: together(running, standingSubnets("private", "a", "b")), awaits: "subnet-private-c"},
		"Route":        {reason: "Tasks without a way to their image would not come to run.", seen: without("default-route-ipv4-route-table-private-c"), awaits: "default-route-ipv4-route-table-private-c"},
		"Endpoint":     {reason: "Nor would those that cannot reach their layers.", seen: without("endpoint-s3-route-table-private-c"), awaits: "endpoint-s3-route-table-private-c"},
		"LoadBalancer": {reason: "Nor would those stay that the load balancer does not check.", seen: together(all, balanced("public-a", "public-b")), awaits: "load-balancer"},
		"Refused":      {reason: "It stays out of a zone whose public subnet AWS refuses.", seen: refused, awaits: "load-balancer"},
		"NotMade":      {reason: "A load balancer that is not there yet is in no zone.", seen: without(name.LoadBalancer), awaits: "load-balancer"},
		"Asked":        {reason: "That it was asked into the zone is not enough.", seen: together(all, observed.Resources{name.LoadBalancer: in("subnets", "a", "b", "c")}), awaits: "load-balancer"},
		"Internal": {
			reason:   "An internal load balancer is in the zone with the private subnet.",
			platform: map[string]any{"edge": map[string]any{"certificateArn": certificateARN, "scheme": "Internal"}},
			seen:     together(all, balanced("subnet-a", "subnet-b", "subnet-c")),
			joins:    true,
		},
		"Worker":    {reason: "A service without routes has no load balancer to wait for.", service: map[string]any{"paths": []any{}}, seen: refused, joins: true},
		"Joins":     {reason: "With all of it the zone joins.", seen: all, joins: true},
		"StaysThen": {reason: "Then it stays, whatever is not known of it later.", seen: observed.Resources{name.Service("chat"): in("networkConfiguration.subnets", "a", "b", "c")}, joins: true},
		"StaysToo":  {reason: "Also where the load balancer is not in it.", seen: together(refused, observed.Resources{name.Service("chat"): in("networkConfiguration.subnets", "a", "b", "c")}), joins: true},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			platform := map[string]any{"zones": []any{"a", "b", "c"}}
			maps.Copy(platform, tc.platform)
			c := compute(t, platform, chat(tc.service), account(tc.seen))
			want := []name.Key{"subnet-private-a", "subnet-private-b"}
			var pending []string
			if tc.joins {
				want = append(want, "subnet-private-c")
			} else {
				pending = []string{"ecs-service-chat stays out of zone c while it waits for " + tc.awaits}
			}
			if diff := cmp.Diff(want, c.Services[0].Placement.Subnets); diff != "" {
				t.Errorf("%s\nSubnets: -want, +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(pending, c.Progress); diff != "" {
				t.Errorf("%s\nProgress: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// A zone that does not come to be holds up no deployment in the others.
func TestDeploymentsWaitForTheirOwnZones(t *testing.T) {
	seen := account(together(observed.Resources{
		name.Service("chat"): in("networkConfiguration.subnets", "a", "b"),
	}, standingSubnets("private", "a", "b")))
	c := compute(t, map[string]any{"zones": []any{"a", "b", "c"}}, chat(nil), seen)
	got := map[name.Key]bool{}
	for _, k := range c.unready(c.Services[0], live.Of(seen)) {
		got[name.Key(k)] = true
	}
	if !got["default-route-ipv4-route-table-private-b"] || got["default-route-ipv4-route-table-private-c"] {
		t.Errorf("a service waits for the ways out of its zones and no others, got %v", got)
	}
}

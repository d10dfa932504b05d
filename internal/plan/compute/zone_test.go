package compute

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestZonesOfServices(t *testing.T) {
	ready := observed.Resource{Ready: true}
	running := observed.Resources{name.Service("chat"): plantest.InSubnets("networkConfiguration.subnets", "a", "b")}
	way := observed.Resources{
		"default-route-ipv4-route-table-private-c": ready, "default-route-ipv6-route-table-private-c": ready,
		"endpoint-s3-route-table-private-c": ready,
	}
	public := observed.Resources{"subnet-public-a": plantest.WithID("public-a"), "subnet-public-b": plantest.WithID("public-b"), "subnet-public-c": plantest.WithID("public-c")}
	balanced := func(subnets ...string) observed.Resources {
		return plantest.Together(public, observed.Resources{name.LoadBalancer: plantest.BalancerIn(subnets...)})
	}
	all := plantest.Together(running, plantest.StandingSubnets("private", "a", "b", "c"), way, balanced("public-c", "public-a", "public-b"))
	without := func(keys ...name.Key) observed.Resources {
		out := maps.Clone(all)
		for _, k := range keys {
			delete(out, k)
		}
		return out
	}
	refused := plantest.Together(all, balanced("public-a", "public-b"), observed.Resources{"subnet-public-c": {Problem: "create failed"}})
	cases := map[string]struct {
		reason   string
		platform map[string]any
		service  map[string]any
		seen     observed.Resources
		joins    bool
		awaits   name.Key
	}{
		"New":          {reason: "A service that is made asks for all zones.", joins: true},
		"Subnet":       {reason: "One that exists waits for the subnet.", seen: plantest.Together(running, plantest.StandingSubnets("private", "a", "b")), awaits: "subnet-private-c"},
		"Route":        {reason: "Tasks without a way to their image would not come to run.", seen: without("default-route-ipv4-route-table-private-c"), awaits: "default-route-ipv4-route-table-private-c"},
		"Endpoint":     {reason: "Nor would those that cannot reach their layers.", seen: without("endpoint-s3-route-table-private-c"), awaits: "endpoint-s3-route-table-private-c"},
		"LoadBalancer": {reason: "Nor would those stay that the load balancer does not check.", seen: plantest.Together(all, balanced("public-a", "public-b")), awaits: "load-balancer"},
		"Refused":      {reason: "It stays out of a zone whose public subnet AWS refuses.", seen: refused, awaits: "load-balancer"},
		"NotMade":      {reason: "A load balancer that is not there yet is in no zone.", seen: without(name.LoadBalancer), awaits: "load-balancer"},
		"Asked":        {reason: "That it was asked into the zone is not enough.", seen: plantest.Together(all, observed.Resources{name.LoadBalancer: plantest.InSubnets("subnets", "a", "b", "c")}), awaits: "load-balancer"},
		"Internal": {
			reason:   "An internal load balancer is in the zone with the private subnet.",
			platform: map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN, "scheme": "Internal"}},
			seen:     plantest.Together(all, balanced("subnet-a", "subnet-b", "subnet-c")),
			joins:    true,
		},
		"Worker":    {reason: "A service without routes has no load balancer to wait for.", service: map[string]any{"paths": []any{}}, seen: refused, joins: true},
		"Joins":     {reason: "With all of it the zone joins.", seen: all, joins: true},
		"StaysThen": {reason: "Then it stays, whatever is not known of it later.", seen: observed.Resources{name.Service("chat"): plantest.InSubnets("networkConfiguration.subnets", "a", "b", "c")}, joins: true},
		"StaysToo":  {reason: "Also where the load balancer is not in it.", seen: plantest.Together(refused, observed.Resources{name.Service("chat"): plantest.InSubnets("networkConfiguration.subnets", "a", "b", "c")}), joins: true},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			platform := map[string]any{"zones": []any{"a", "b", "c"}}
			maps.Copy(platform, tc.platform)
			c := compute(t, platform, plantest.Chat(tc.service), plantest.Account(tc.seen))
			want := []name.Key{"subnet-private-a", "subnet-private-b"}
			var pending []plan.Progress
			if tc.joins {
				want = append(want, "subnet-private-c")
			} else {
				pending = []plan.Progress{{Text: "ecs-service-chat stays out of zone c", While: plan.Blockers{{On: tc.awaits}}}}
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

// A zone that cannot be created delays no deployment in the others.
func TestDeploymentsWaitForTheirOwnZones(t *testing.T) {
	seen := plantest.Account(plantest.Together(observed.Resources{
		name.Service("chat"): plantest.InSubnets("networkConfiguration.subnets", "a", "b"),
	}, plantest.StandingSubnets("private", "a", "b")))
	c := compute(t, map[string]any{"zones": []any{"a", "b", "c"}}, plantest.Chat(nil), seen)
	got := map[name.Key]bool{}
	for _, b := range c.unready(c.Services[0], live.Of(seen)) {
		got[b.On] = true
	}
	if !got["default-route-ipv4-route-table-private-b"] || got["default-route-ipv4-route-table-private-c"] {
		t.Errorf("a service waits for the ways out of its zones and no others, got %v", got)
	}
}

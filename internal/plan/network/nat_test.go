package network

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// nat is the part of a spec that says how private subnets get out.
func nat(fields map[string]any) map[string]any { return map[string]any{"nat": fields} }

// routeOf is the key of a zone's private IPv4 route.
func routeOf(z v1alpha1.Zone) name.Key {
	return name.Route(name.ZoneRouteTable(v1alpha1.TierPrivate, z), name.FamilyIPv4)
}

func via(gateway string) observed.Resource {
	return observed.Resource{Status: map[string]string{"natGatewayId": gateway}}
}

func TestNAT(t *testing.T) {
	type args struct {
		nat  map[string]any
		seen observed.Resources
	}
	type want struct {
		gateways []name.Key
		routes   map[string]name.Key
		leaving  []name.Key
	}
	both := observed.Resources{
		"nat-gateway-a": plantest.WithID("nat-a"), "elastic-ip-a": {}, routeOf("a"): via("nat-a"),
		"nat-gateway-b": plantest.WithID("nat-b"), "elastic-ip-b": {}, routeOf("b"): via("nat-b"),
	}
	with := func(base observed.Resources, changes observed.Resources, without ...name.Key) observed.Resources {
		out := observed.Resources{}
		for k, v := range base {
			out[k] = v
		}
		for k, v := range changes {
			out[k] = v
		}
		for _, k := range without {
			delete(out, k)
		}
		return out
	}
	endpoints := observed.Resources{
		"endpoint-s3": {Ready: true}, "endpoint-s3-route-table-private-a": {Ready: true}, "endpoint-s3-route-table-private-b": {Ready: true},
	}
	single := map[string]any{"mode": "Single"}
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"PerZone": {
			reason: "Every zone leaves through its own gateway.",
			args:   args{nat: map[string]any{"mode": "PerZone"}},
			want: want{
				gateways: []name.Key{"nat-gateway-a", "nat-gateway-b"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-b"},
			},
		},
		"Single": {
			reason: "The only gateway stands in the lowest zone.",
			args:   args{nat: single},
			want: want{
				gateways: []name.Key{"nat-gateway-a"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-a"},
			},
		},
		"SingleStaysWhereItIs": {
			reason: "A lower zone that is added later does not move the gateway.",
			args:   args{nat: single, seen: observed.Resources{"nat-gateway-b": plantest.WithID("nat-b")}},
			want: want{
				gateways: []name.Key{"nat-gateway-b"},
				routes:   map[string]name.Key{"a": "nat-gateway-b", "b": "nat-gateway-b"},
			},
		},
		"SingleElsewhere": {
			reason: "The claim has the last word on the zone.",
			args:   args{nat: map[string]any{"mode": "Single", "zone": "b"}},
			want: want{
				gateways: []name.Key{"nat-gateway-b"},
				routes:   map[string]name.Key{"a": "nat-gateway-b", "b": "nat-gateway-b"},
			},
		},
		"GatewayInUse": {
			reason: "A gateway that a route still uses stays, and so does its address.",
			args:   args{nat: single, seen: both},
			want: want{
				gateways: []name.Key{"nat-gateway-a"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-a"},
				leaving:  []name.Key{"nat-gateway-b", "elastic-ip-b"},
			},
		},
		"GatewayUnused": {
			reason: "Once its route goes elsewhere the gateway leaves; its address stays one step longer.",
			args:   args{nat: single, seen: with(both, observed.Resources{routeOf("b"): via("nat-a")})},
			want: want{
				gateways: []name.Key{"nat-gateway-a"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-a"},
				leaving:  []name.Key{"elastic-ip-b"},
			},
		},
		"GatewayGone": {
			reason: "With the gateway gone its address leaves too.",
			args:   args{nat: single, seen: with(both, observed.Resources{routeOf("b"): via("nat-a")}, "nat-gateway-b")},
			want: want{
				gateways: []name.Key{"nat-gateway-a"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-a"},
			},
		},
		"RouteUnknown": {
			reason: "What AWS has not reported counts as use.",
			args:   args{nat: single, seen: with(both, observed.Resources{routeOf("b"): {}})},
			want: want{
				gateways: []name.Key{"nat-gateway-a"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-a"},
				leaving:  []name.Key{"nat-gateway-b", "elastic-ip-b"},
			},
		},
		"GatewayNeverCame": {
			reason: "A gateway that never got an id is let go when every route is where the claim wants it.",
			args: args{nat: single, seen: with(both, observed.Resources{
				"nat-gateway-b": {Problem: "InsufficientFreeAddressesInSubnet"}, routeOf("b"): via("nat-a"),
			})},
			want: want{
				gateways: []name.Key{"nat-gateway-a"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-a"},
				leaving:  []name.Key{"elastic-ip-b"},
			},
		},
		"NoneBeforeEndpoints": {
			reason: "The routes stay until the endpoints that take their place serve.",
			args:   args{nat: map[string]any{"mode": "None"}, seen: both},
			want: want{
				leaving: []name.Key{"nat-gateway-a", "elastic-ip-a", "nat-gateway-b", "elastic-ip-b", routeOf("a"), routeOf("b")},
			},
		},
		"NoneWhileRoutesStand": {
			reason: "Then the routes leave.",
			args:   args{nat: map[string]any{"mode": "None"}, seen: with(both, endpoints)},
			want: want{
				leaving: []name.Key{"nat-gateway-a", "elastic-ip-a", "nat-gateway-b", "elastic-ip-b"},
			},
		},
		"NoneWithoutRoutes": {
			reason: "And the gateways after them.",
			args:   args{nat: map[string]any{"mode": "None"}, seen: with(both, nil, routeOf("a"), routeOf("b"))},
			want:   want{leaving: []name.Key{"elastic-ip-a", "elastic-ip-b"}},
		},
		"OwnAddress": {
			reason: "A zone with an address of the user's own has a gateway like any other.",
			args:   args{nat: map[string]any{"eipAllocationIds": map[string]any{"a": "eipalloc-0a1b2c3d"}}},
			want: want{
				gateways: []name.Key{"nat-gateway-a", "nat-gateway-b"},
				routes:   map[string]name.Key{"a": "nat-gateway-a", "b": "nat-gateway-b"},
			},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			n := network(t, map[string]any{"network": nat(tc.args.nat)}, tc.args.seen)
			got := want{leaving: n.Draining}
			for _, g := range n.NATGateways {
				got.gateways = append(got.gateways, g.Key)
			}
			for _, r := range n.Routes {
				if r.NATGateway == "" {
					continue
				}
				if got.routes == nil {
					got.routes = map[string]name.Key{}
				}
				zone := string(r.Table[len(r.Table)-1:])
				got.routes[zone] = r.NATGateway
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nNew(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNATWaits(t *testing.T) {
	ready := observed.Resource{Ready: true}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   plan.Blockers
	}{
		"Nothing":  {reason: "AWS fails a gateway in a VPC without an attached internet gateway.", want: plan.Blockers{{On: name.InternetGateway, Why: "the internet gateway"}}},
		"Attached": {reason: "An address that is still being released must not be taken again.", seen: observed.Resources{name.InternetGateway: ready, "elastic-ip-a": {}}, want: plan.Blockers{{On: "elastic-ip-a"}}},
		"Both":     {reason: "With both ready it can be created.", seen: observed.Resources{name.InternetGateway: ready, "elastic-ip-a": ready}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := network(t, map[string]any{}, tc.seen).NATGateways[0].BlockedOn
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestRouteWaitsForItsGateway(t *testing.T) {
	seen := observed.Resources{routeOf("a"): via("nat-b"), "nat-gateway-a": plantest.WithID("nat-a")}
	waits := func() plan.Blockers {
		t.Helper()
		for _, r := range network(t, map[string]any{}, seen).Routes {
			if r.Key == routeOf("a") {
				return r.BlockedOn
			}
		}
		t.Fatal("want a route, got none")
		return nil
	}
	if got := waits(); len(got) != 1 || got[0].On != "nat-gateway-a" {
		t.Errorf("a route that works must not move to a gateway that is not there: want it to wait, got %v", got)
	}
	seen["nat-gateway-a"] = observed.Resource{Ready: true}
	if got := waits(); len(got) > 0 {
		t.Errorf("with its gateway ready, want the route to move, got %v", got)
	}
	delete(seen, routeOf("a"))
	seen["nat-gateway-a"] = observed.Resource{}
	if got := waits(); len(got) > 0 {
		t.Errorf("a new route is asked for at once, got %v", got)
	}
}

func TestElasticIPs(t *testing.T) {
	n := network(t, map[string]any{"network": nat(map[string]any{"eipAllocationIds": map[string]any{"a": "eipalloc-0a1b2c3d"}})}, nil)
	want := []ElasticIP{{Key: "elastic-ip-b"}}
	if diff := cmp.Diff(want, n.ElasticIPs); diff != "" {
		t.Errorf("a zone with an address of the user's own needs none of the platform's: -want, +got:\n%s", diff)
	}
}

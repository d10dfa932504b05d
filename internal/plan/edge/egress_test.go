package edge

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// many are services with an image each, with the given ports in turn.
func many(n int, ports ...int) []any {
	out := make([]any, 0, n)
	for i := range n {
		out = append(out, map[string]any{
			"name": fmt.Sprintf("s%02d", i), "image": "x:1", "port": ports[i%len(ports)], "paths": []any{fmt.Sprintf("/s%d/*", i)},
		})
	}
	return out
}

// opened lets AWS have the rules that a plan asks for and those that it keeps, with
// tasks behind them all. A rule is ready a turn after it is asked for.
func opened(e *Plan, before observed.Resources) observed.Resources {
	out := observed.Resources{}
	for _, r := range e.Egress {
		if len(r.BlockedOn) == 0 {
			out[r.Key] = observed.Resource{Ready: before.Has(r.Key), Spec: map[string]string{"fromPort": strconv.FormatInt(r.Port, 10)}}
		}
	}
	for _, k := range e.Draining {
		out[k] = before[k]
	}
	for _, s := range e.Spec.Services {
		out[name.Service(s.Name)] = observed.Resource{Ready: true}
	}
	return out
}

// reached says whether each service is led to by a rule for itself or by those for
// its port in both zones.
func reached(services []any, seen observed.Resources) error {
	for _, s := range services {
		fields, _ := s.(map[string]any)
		port, _ := fields["port"].(int)
		service, _ := fields["name"].(string)
		if seen.Ready(name.LoadBalancerEgressTo(int64(port), service)) {
			continue
		}
		for _, zone := range []string{"a", "b"} {
			if !seen.Ready(name.Key(fmt.Sprintf("load-balancer-egress-%d-subnet-private-%s", port, zone))) {
				return fmt.Errorf("nothing leads to %s at port %d", service, port)
			}
		}
	}
	return nil
}

// A group has 60 rules. Services are reached by group where that leaves room for
// the blocks of one port in two zones.
func TestReachedByGroup(t *testing.T) {
	distinct := make([]int, 60)
	for i := range distinct {
		distinct[i] = 1000 + i
	}
	byGroup := observed.Resources{name.LoadBalancerEgressTo(8080, "s00"): {Ready: true}}
	cases := map[string]struct {
		reason   string
		services []any
		seen     observed.Resources
		want     int
	}{
		"Fits":      {reason: "Each service has its rule.", services: many(58, 8080), want: 58},
		"NoRoom":    {reason: "Without room beside them, services share rules by block.", services: many(59, 8080), want: 2},
		"Already":   {reason: "Those that are reached by group stay so.", services: many(60, 8080), seen: byGroup, want: 60},
		"TooMany":   {reason: "As long as they fit.", services: many(61, 8080), seen: byGroup, want: 2},
		"ManyPorts": {reason: "Ports that would need too many blocks leave no choice.", services: many(60, distinct...), want: 60},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := len(edge(t, nil, tc.services, tc.seen).Egress); got != tc.want {
				t.Errorf("%s\nwant %d rules, got %d", tc.reason, tc.want, got)
			}
		})
	}
}

// Services become too many for a rule each, and few enough again. On the way there
// are never more rules than the group holds, and every service is reached.
func TestEgressChangesWithoutAGap(t *testing.T) {
	seen := observed.Resources{}
	// follow applies a claim until nothing changes any more, and returns how many
	// rules there are then.
	follow := func(services []any) int {
		t.Helper()
		for turn := range 20 {
			e := edge(t, nil, services, seen)
			next := opened(e, seen)
			// Crossplane deletes before it creates.
			between := observed.Resources{}
			for _, k := range seen.Keys(name.LoadBalancerEgresses) {
				if next.Has(k) {
					between[k] = seen[k]
				}
			}
			existing := slices.DeleteFunc(slices.Clone(services), func(s any) bool { return reached([]any{s}, seen) != nil })
			if err := reached(existing, between); err != nil {
				t.Errorf("turn %d with %d services: %v", turn, len(services), err)
			}
			if n := len(next.Keys(name.LoadBalancerEgresses)); n > 60 {
				t.Fatalf("turn %d: the group would have %d rules", turn, n)
			}
			if cmp.Equal(seen, next) {
				if err := reached(services, seen); err != nil {
					t.Errorf("in the end, %v", err)
				}
				return len(seen.Keys(name.LoadBalancerEgresses))
			}
			seen = next
		}
		t.Fatal("it does not come to rest")
		return 0
	}
	for _, step := range []struct{ services, want int }{{58, 58}, {61, 6}, {59, 6}, {50, 50}, {70, 6}} {
		if got := follow(many(step.services, 8080, 8081, 8082)); got != step.want {
			t.Errorf("%d services: want %d rules in the end, got %d", step.services, step.want, got)
		}
	}
}

// With the group full, old rules make room for new ones, and no more than must:
// those whose place the new ones take, and no others while these are on their way.
func TestFullGroupMakesRoom(t *testing.T) {
	byGroup := observed.Resources{name.LoadBalancerEgressTo(8080, "s00"): {}}
	full := opened(edge(t, nil, many(60, 8080, 8081, 8082), byGroup), byGroup)
	first := edge(t, nil, many(61, 8080, 8081, 8082), full)
	given := slices.DeleteFunc(full.Keys(name.LoadBalancerEgresses), func(k name.Key) bool { return slices.Contains(first.Draining, k) })
	if len(given) != 2 {
		t.Fatalf("want two of 60 rules to make room, got %v", given)
	}
	for _, k := range given {
		if full[k].Spec["fromPort"] != "8080" {
			t.Errorf("%s makes room for the rules of port 8080", k)
		}
	}
	next := opened(first, full)
	second := edge(t, nil, many(61, 8080, 8081, 8082), next)
	for _, k := range next.Keys(name.LoadBalancerEgressesTo) {
		if !slices.Contains(second.Draining, k) {
			t.Errorf("%s leaves while the rules of port 8080 are not ready", k)
		}
	}
}

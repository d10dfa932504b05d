package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A gate is the security group of a load balancer in AWS. Rules come and go there
// one at a time, in any order, some turns after they were asked for or given up.
type gate struct {
	rules  observed.Resources
	random *rand.Rand
	most   int
}

// follow lets AWS catch up with some of what a plan asks for.
func (g *gate) follow(t *testing.T, e *Edge) {
	t.Helper()
	desired := map[name.Key]Ingress{}
	for _, r := range e.Ingress {
		if r.Missing == "" || g.rules.Has(r.Key) {
			desired[r.Key] = r
		}
	}
	for _, k := range g.rules.Keys(name.LoadBalancerIngresses) {
		if _, asked := desired[k]; !asked && !slices.Contains(e.Draining, k) && g.random.IntN(3) > 0 {
			delete(g.rules, k)
		}
	}
	for k, r := range desired {
		field := "cidrBlocks.0"
		if r.IPv6 {
			field = "ipv6CidrBlocks.0"
		}
		g.rules[k] = observed.Resource{Ready: g.rules.Has(k) && (g.rules.Ready(k) || g.random.IntN(2) == 0), Spec: map[string]string{field: r.CIDR}}
	}
}

// check finds a family with more rules than a security group can have, and whether
// anybody is admitted at both ports.
func (g *gate) check(t *testing.T) {
	t.Helper()
	count, open := map[bool]int{}, map[string]int{}
	for k, r := range g.rules {
		v6 := r.Spec["ipv6CidrBlocks.0"]
		count[v6 != ""]++
		if g.rules.Ready(k) {
			open[r.Spec["cidrBlocks.0"]+v6]++
		}
	}
	g.most = max(g.most, count[false], count[true])
	if n := max(count[false], count[true]); n > v1alpha1.MaxGroupRules {
		t.Fatalf("the group would have %d rules of one family", n)
	}
	for _, ports := range open {
		if ports == 2 {
			return
		}
	}
	t.Fatalf("nobody is admitted at both ports any more: %v", g.rules.Keys(""))
}

// TestBlocksAreExchangedWithinTheQuota replaces allowed blocks by any others: the
// group never has too many rules, and never admits nobody.
func TestBlocksAreExchangedWithinTheQuota(t *testing.T) {
	random := newRandom(7)
	g := &gate{rules: observed.Resources{}, random: random}
	for change := range 60 {
		var blocks []any
		for i := range 1 + random.IntN(30) {
			switch random.IntN(3) {
			case 0:
				blocks = append(blocks, fmt.Sprintf("2001:db8:%x::/48", 1+100*(change%3)+i))
			default:
				blocks = append(blocks, fmt.Sprintf("10.%d.%d.0/24", change%3, i))
			}
		}
		if change%10 == 1 || change%10 == 2 { // Full, for full.
			blocks = make([]any, 0, 30)
			for i := range 30 {
				blocks = append(blocks, fmt.Sprintf("10.%d.%d.0/24", change, i))
			}
		}
		settled := false
		for turn := 0; turn < 200 && !settled; turn++ {
			e := edge(t, map[string]any{"edge": map[string]any{"certificateArn": certificateARN, "allowedCidrs": blocks}}, web(nil), g.rules)
			settled = len(g.rules) == len(e.Ingress) && !slices.ContainsFunc(e.Ingress, func(r Ingress) bool { return !g.rules.Ready(r.Key) })
			g.follow(t, e)
			if change > 0 {
				g.check(t)
			}
		}
		if !settled {
			t.Fatalf("change %d does not come to rest: %d rules for %d blocks", change, len(g.rules), len(blocks))
		}
	}
	if g.most != v1alpha1.MaxGroupRules {
		t.Errorf("the group was never full: %d rules at most", g.most)
	}
}

func TestExchangeStep(t *testing.T) {
	rules := func(prefix string, n int) []groupRule {
		out := make([]groupRule, n)
		for i := range out {
			out[i] = groupRule{key: name.Key(fmt.Sprintf("%s%02d", prefix, i)), peer: fmt.Sprintf("%s%02d", prefix, i/2), ipv4: true}
		}
		return out
	}
	exist := func(of []groupRule, r observed.Resource, in observed.Resources) observed.Resources {
		for _, rule := range of {
			in[rule.key] = r
		}
		return in
	}
	full, new60 := rules("old", 60), rules("new", 60)
	cases := map[string]struct {
		reason        string
		x             exchange
		seen          observed.Resources
		kept, waiting int
	}{
		"Fits":     {reason: "With room for all, all old ones stay.", x: exchange{wanted: rules("new", 4), old: rules("old", 50)}, kept: 50},
		"SomeRoom": {reason: "New ones take the room that there is, and nothing leaves yet.", x: exchange{wanted: rules("new", 20), old: rules("old", 50)}, kept: 50, waiting: 10},
		"Full":     {reason: "Half of the old ones leave, and nothing is created in their place yet.", x: exchange{wanted: new60, old: full}, kept: 30, waiting: 60},
		"OnTheWay": {
			reason: "Nothing more leaves before what was created is ready.", x: exchange{wanted: new60, old: full[30:]},
			seen: exist(new60[:30], observed.Resource{}, observed.Resources{}), kept: 30, waiting: 30,
		},
		"Halfway": {
			reason: "Then the other half leaves.", x: exchange{wanted: new60, old: full[30:]},
			seen: exist(new60[:30], observed.Resource{Ready: true}, observed.Resources{}), kept: 0, waiting: 30,
		},
		"Refused": {
			reason: "What AWS refuses is not on its way: there is a rule in the group that nobody knows of.", x: exchange{wanted: new60, old: full[30:]},
			seen: exist(new60[:30], observed.Resource{Problem: "RulesPerSecurityGroupLimitExceeded"}, observed.Resources{}), kept: 14, waiting: 30,
		},
		"AllRefused": {
			reason: "Rules that are refused need room as well, though the group should have it.", x: exchange{wanted: new60[:30], old: full[30:]},
			seen: exist(new60[:30], observed.Resource{Problem: "RulesPerSecurityGroupLimitExceeded"}, observed.Resources{}), kept: 14,
		},
		"OnlyOne": {
			reason: "The last one that is admitted stays admitted.", x: exchange{wanted: new60, old: full[58:]},
			seen: exist(new60[:58], observed.Resource{Problem: "refused"}, observed.Resources{}), kept: 2, waiting: 2,
		},
		"Occupied": {
			reason: "It makes room where others stay.", x: exchange{wanted: rules("new", 2), old: rules("old", 2), occupied: rules("stays", 58)},
			kept: 0, waiting: 2,
		},
		"ByFamily": {
			reason: "Rules of the other family take no room.",
			x:      exchange{wanted: []groupRule{{key: "new", peer: "new", ipv6: true}}, old: full}, kept: 60,
		},
		"Group": {
			reason: "A rule that names a group takes room in both.",
			x:      exchange{wanted: []groupRule{{key: "new", peer: "new", ipv4: true, ipv6: true}}, old: full}, kept: 58, waiting: 1,
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if tc.seen == nil {
				tc.seen = observed.Resources{}
			}
			kept, waiting := tc.x.step(live.Of(tc.seen))
			n := 0
			for _, waits := range waiting {
				if waits {
					n++
				}
			}
			if len(kept) != tc.kept || n != tc.waiting {
				t.Errorf("%s\nwant %d kept and %d waiting, got %d and %d", tc.reason, tc.kept, tc.waiting, len(kept), n)
			}
		})
	}
}

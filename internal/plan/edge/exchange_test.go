package edge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// A gate is the security group of a load balancer in AWS. Rules come and go there
// one at a time, in any order, some turns after they were asked for or given up.
type gate struct {
	rules  observed.Resources
	random *rand.Rand
	most   int
}

// follow lets AWS catch up with some of what a plan asks for.
func (g *gate) follow(t *testing.T, e *Plan) {
	t.Helper()
	desired := map[name.Key]Ingress{}
	for _, r := range e.Ingress {
		if len(r.BlockedOn) == 0 || g.rules.Has(r.Key) {
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
// some block is admitted at both ports.
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
	t.Fatalf("no block is admitted at both ports any more: %v", g.rules.Keys(""))
}

// TestBlocksAreExchangedWithinTheQuota replaces allowed blocks by any others: the
// group never has too many rules, and always admits some block.
func TestBlocksAreExchangedWithinTheQuota(t *testing.T) {
	random := plantest.NewRandom(7)
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
			e := edge(t, map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN, "allowedCidrs": blocks}}, web(nil), g.rules)
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

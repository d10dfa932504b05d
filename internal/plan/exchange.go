package plan

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A groupRule is a rule of a security group, in one direction.
type groupRule struct {
	key name.Key

	// peer is whom the rule admits, or whom it leads to. A peer may need several
	// rules.
	peer string

	// ipv4 and ipv6 say in which address families AWS counts the rule: one that
	// names another security group counts in both.
	ipv4, ipv6 bool
}

// observedRule returns a rule that exists.
func observedRule(k name.Key, seen live.State) groupRule {
	v4, v6 := seen.SecurityGroupRule(k).RequestedCIDR(), seen.SecurityGroupRule(k).RequestedIPv6CIDR()
	return groupRule{key: k, peer: cmp.Or(v4, v6, string(k)), ipv4: v4 != "" || v6 == "", ipv6: v6 != "" || v4 == ""}
}

// An exchange replaces rules of a security group by others in steps that its quota
// has room for: AWS refuses a rule too many, and without any rule nobody is
// admitted. Occupied are rules that stay whatever happens.
type exchange struct {
	wanted, old, occupied []groupRule
}

// step returns the old rules that stay for now, and the wanted ones that wait for
// room. AWS counts the rules of each address family for themselves.
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
func (x exchange) step(seen live.State) (kept []name.Key, waiting map[name.Key]bool) {
	v4 := exchange{filterRules(x.wanted, groupRule.countsIPv4), filterRules(x.old, groupRule.countsIPv4), filterRules(x.occupied, groupRule.countsIPv4)}
	v6 := exchange{filterRules(x.wanted, groupRule.countsIPv6), filterRules(x.old, groupRule.countsIPv6), filterRules(x.occupied, groupRule.countsIPv6)}
	gone, waiting := map[name.Key]bool{}, map[name.Key]bool{}
	for _, family := range []exchange{v4, v6} {
		family.stepFamily(gone, waiting, seen)
	}
	for _, r := range x.old {
		if !gone[r.key] {
			kept = append(kept, r.key)
		}
	}
	return kept, waiting
}

func (r groupRule) countsIPv4() bool { return r.ipv4 }
func (r groupRule) countsIPv6() bool { return r.ipv6 }

// filterRules returns the rules that a question is true of.
func filterRules(rules []groupRule, is func(groupRule) bool) []groupRule {
	return slices.DeleteFunc(slices.Clone(rules), func(r groupRule) bool { return !is(r) })
}

// stepFamily adds what leaves and what waits in one address family. New rules take
// the room that there is. Where there is none, and no rule is on its way, old ones
// leave: as many as new ones wait or were refused, but only half of them as long as
// no peer has all of its rules otherwise, and never the last one. What takes their
// place is created once they are gone.
func (x exchange) stepFamily(gone, waiting map[name.Key]bool, seen live.State) {
	room := v1alpha1.MaxGroupRules - len(x.occupied) - len(x.old)
	underway, refused := false, 0
	var created []name.Key
	for _, r := range x.wanted {
		if !seen.Has(r.key) {
			created = append(created, r.key)
			continue
		}
		room--
		switch {
		case seen.Ready(r.key):
		case seen.Problem(r.key) != "":
			refused++
		default:
			underway = true
		}
	}
	for i, k := range created {
		waiting[k] = waiting[k] || i >= room
	}
	if room > 0 || underway || len(x.old) == 0 {
		return
	}
	leave := len(created) + refused
	if !x.hasCompletePeer(seen) {
		last := x.old[len(x.old)-1].peer
		x.old = filterRules(x.old, func(r groupRule) bool { return r.peer != last })
		leave = min(leave, len(x.old)/2+1)
	}
	x.giveUp(leave, gone)
}

// hasCompletePeer reports whether some peer has all of its rules beside the old ones.
func (x exchange) hasCompletePeer(seen live.State) bool {
	return len(x.occupied) > 0 || slices.ContainsFunc(x.wanted, func(r groupRule) bool {
		return !slices.ContainsFunc(x.wanted, func(other groupRule) bool { return other.peer == r.peer && !seen.Ready(other.key) })
	})
}

// giveUp adds a number of old rules to those that leave. The rules of a peer leave
// together: half of them are of no use.
func (x exchange) giveUp(leave int, gone map[name.Key]bool) {
	for _, r := range x.old {
		if leave <= 0 {
			return
		}
		if gone[r.key] {
			continue
		}
		for _, same := range x.old {
			if same.peer == r.peer && !gone[same.key] {
				gone[same.key] = true
				leave--
			}
		}
	}
}

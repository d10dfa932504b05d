package plan

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A GroupRule is a rule of a security group, in one direction.
type GroupRule struct {
	Key name.Key

	// peer is whom the rule admits, or whom it leads to. A peer may need several
	// rules.
	Peer string

	// ipv4 and ipv6 say in which address families AWS counts the rule: one that
	// names another security group counts in both.
	IPv4, IPv6 bool
}

// ObservedRule returns a rule that exists.
func ObservedRule(k name.Key, seen live.State) GroupRule {
	v4, v6 := seen.SecurityGroupRule(k).RequestedCIDR(), seen.SecurityGroupRule(k).RequestedIPv6CIDR()
	return GroupRule{Key: k, Peer: cmp.Or(v4, v6, string(k)), IPv4: v4 != "" || v6 == "", IPv6: v6 != "" || v4 == ""}
}

// An Exchange replaces rules of a security group by others in steps that its quota
// has room for: AWS refuses a rule too many, and without any rule no client is
// admitted. Occupied are rules that stay whatever happens.
type Exchange struct {
	Wanted, Old, Occupied []GroupRule
}

// Step returns the old rules that stay for now, and the wanted ones that wait for
// room. AWS counts the rules of each address family for themselves.
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
func (x Exchange) Step(seen live.State) (kept []name.Key, waiting map[name.Key]bool) {
	v4 := Exchange{filterRules(x.Wanted, GroupRule.countsIPv4), filterRules(x.Old, GroupRule.countsIPv4), filterRules(x.Occupied, GroupRule.countsIPv4)}
	v6 := Exchange{filterRules(x.Wanted, GroupRule.countsIPv6), filterRules(x.Old, GroupRule.countsIPv6), filterRules(x.Occupied, GroupRule.countsIPv6)}
	gone, waiting := map[name.Key]bool{}, map[name.Key]bool{}
	for _, family := range []Exchange{v4, v6} {
		family.stepFamily(gone, waiting, seen)
	}
	for _, r := range x.Old {
		if !gone[r.Key] {
			kept = append(kept, r.Key)
		}
	}
	return kept, waiting
}

// RoomBlockers returns room in a security group as a blocker: a rule that is one too
// many waits for it.
func RoomBlockers(group name.Key) Blockers {
	return Blockers{{On: group, Why: "room in " + string(group)}}
}

func (r GroupRule) countsIPv4() bool { return r.IPv4 }

func (r GroupRule) countsIPv6() bool { return r.IPv6 }

// filterRules returns the rules that a question is true of.
func filterRules(rules []GroupRule, is func(GroupRule) bool) []GroupRule {
	return slices.DeleteFunc(slices.Clone(rules), func(r GroupRule) bool { return !is(r) })
}

// stepFamily adds what leaves and what waits in one address family. New rules take
// the room that there is. Where there is none, and no rule is on its way, old ones
// leave: as many as new ones wait or were refused, but only half of them as long as
// no peer has all of its rules otherwise, and never the last one. What takes their
// place is created once they are gone.
func (x Exchange) stepFamily(gone, waiting map[name.Key]bool, seen live.State) {
	room := v1alpha1.MaxGroupRules - len(x.Occupied) - len(x.Old)
	underway, refused := false, 0
	var created []name.Key
	for _, r := range x.Wanted {
		if !seen.Has(r.Key) {
			created = append(created, r.Key)
			continue
		}
		room--
		switch {
		case seen.Ready(r.Key):
		case seen.Problem(r.Key) != "":
			refused++
		default:
			underway = true
		}
	}
	for i, k := range created {
		waiting[k] = waiting[k] || i >= room
	}
	if room > 0 || underway || len(x.Old) == 0 {
		return
	}
	leave := len(created) + refused
	if !x.hasCompletePeer(seen) {
		last := x.Old[len(x.Old)-1].Peer
		x.Old = filterRules(x.Old, func(r GroupRule) bool { return r.Peer != last })
		leave = min(leave, len(x.Old)/2+1)
	}
	x.giveUp(leave, gone)
}

// hasCompletePeer reports whether some peer has all of its rules beside the old ones.
func (x Exchange) hasCompletePeer(seen live.State) bool {
	return len(x.Occupied) > 0 || slices.ContainsFunc(x.Wanted, func(r GroupRule) bool {
		return !slices.ContainsFunc(x.Wanted, func(other GroupRule) bool { return other.Peer == r.Peer && !seen.Ready(other.Key) })
	})
}

// giveUp adds a number of old rules to those that leave. The rules of a peer leave
// together: half of them are of no use.
func (x Exchange) giveUp(leave int, gone map[name.Key]bool) {
	for _, r := range x.Old {
		if leave <= 0 {
			return
		}
		if gone[r.Key] {
			continue
		}
		for _, same := range x.Old {
			if same.Peer == r.Peer && !gone[same.Key] {
				gone[same.Key] = true
				leave--
			}
		}
	}
}

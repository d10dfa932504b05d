package plan

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// IsPeer reports whether a rule of another security group that exists may name a
// group as its peer. The rule leaves first: AWS does not delete a group that rules
// of others name. Each function decides about its own rules, and what it knows may
// differ from what another one knows.
func (p Platform) IsPeer(group name.Key, seen live.State) bool {
	object, id := p.Names.Object(group), seen.ExternalName(group)
	return slices.ContainsFunc(groupRules(seen), func(k name.Key) bool {
		return seen.SecurityGroupRule(k).RefersTo(id, object)
	})
}

// groupRules returns the rules of all security groups that exist.
func groupRules(seen live.State) []name.Key {
	out := slices.Concat(
		seen.Keys(name.LoadBalancerIngresses), seen.Keys(name.LoadBalancerEgresses),
		seen.Keys(name.ServiceIngresses), seen.Keys(name.ServiceEgresses),
	)
	for _, s := range Stores {
		out = append(out, seen.Keys(name.StoreIngresses(s))...)
	}
	return out
}

package plan_test

import (
	"fmt"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

func TestExchangeStep(t *testing.T) {
	rules := func(prefix string, n int) []plan.GroupRule {
		out := make([]plan.GroupRule, n)
		for i := range out {
			out[i] = plan.GroupRule{Key: name.Key(fmt.Sprintf("%s%02d", prefix, i)), Peer: fmt.Sprintf("%s%02d", prefix, i/2), IPv4: true}
		}
		return out
	}
	exist := func(of []plan.GroupRule, r observed.Resource, in observed.Resources) observed.Resources {
		for _, rule := range of {
			in[rule.Key] = r
		}
		return in
	}
	full, new60 := rules("old", 60), rules("new", 60)
	cases := map[string]struct {
		reason        string
		x             plan.Exchange
		seen          observed.Resources
		kept, waiting int
	}{
		"Fits":     {reason: "With room for all, all old ones stay.", x: plan.Exchange{Wanted: rules("new", 4), Old: rules("old", 50)}, kept: 50},
		"SomeRoom": {reason: "New ones take the room that there is, and nothing leaves yet.", x: plan.Exchange{Wanted: rules("new", 20), Old: rules("old", 50)}, kept: 50, waiting: 10},
		"Full":     {reason: "Half of the old ones leave, and nothing is created in their place yet.", x: plan.Exchange{Wanted: new60, Old: full}, kept: 30, waiting: 60},
		"OnTheWay": {
			reason: "Nothing more leaves before what was created is ready.", x: plan.Exchange{Wanted: new60, Old: full[30:]},
			seen: exist(new60[:30], observed.Resource{}, observed.Resources{}), kept: 30, waiting: 30,
		},
		"Halfway": {
			reason: "Then the other half leaves.", x: plan.Exchange{Wanted: new60, Old: full[30:]},
			seen: exist(new60[:30], observed.Resource{Ready: true}, observed.Resources{}), kept: 0, waiting: 30,
		},
		"Refused": {
			reason: "A refused rule is not on its way: the group has a rule that is not one of the platform.", x: plan.Exchange{Wanted: new60, Old: full[30:]},
			seen: exist(new60[:30], observed.Resource{Problem: "RulesPerSecurityGroupLimitExceeded"}, observed.Resources{}), kept: 14, waiting: 30,
		},
		"AllRefused": {
			reason: "Rules that are refused need room as well, though the group should have it.", x: plan.Exchange{Wanted: new60[:30], Old: full[30:]},
			seen: exist(new60[:30], observed.Resource{Problem: "RulesPerSecurityGroupLimitExceeded"}, observed.Resources{}), kept: 14,
		},
		"OnlyOne": {
			reason: "The last one that is admitted stays admitted.", x: plan.Exchange{Wanted: new60, Old: full[58:]},
			seen: exist(new60[:58], observed.Resource{Problem: "refused"}, observed.Resources{}), kept: 2, waiting: 2,
		},
		"Occupied": {
			reason: "It makes room where others stay.", x: plan.Exchange{Wanted: rules("new", 2), Old: rules("old", 2), Occupied: rules("stays", 58)},
			kept: 0, waiting: 2,
		},
		"ByFamily": {
			reason: "Rules of the other family take no room.",
			x:      plan.Exchange{Wanted: []plan.GroupRule{{Key: "new", Peer: "new", IPv6: true}}, Old: full}, kept: 60,
		},
		"Group": {
			reason: "A rule that names a group takes room in both.",
			x:      plan.Exchange{Wanted: []plan.GroupRule{{Key: "new", Peer: "new", IPv4: true, IPv6: true}}, Old: full}, kept: 58, waiting: 1,
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if tc.seen == nil {
				tc.seen = observed.Resources{}
			}
			kept, waiting := tc.x.Step(live.Of(tc.seen))
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

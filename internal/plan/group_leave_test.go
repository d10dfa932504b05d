package plan_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// The last that is left of a service, a store and a load balancer is a security
// group each, and perhaps a rule of another group, which another function keeps.
func TestGroupsLeaveAfterTheRulesThatNameThem(t *testing.T) {
	gone := name.ServiceGroup("gone")
	left := map[name.Key]func(observed.Resources) []name.Key{
		gone: func(seen observed.Resources) []name.Key {
			spec := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN}, "services": plantest.Chat(nil)}
			c, err := compute.New(plantest.Platform(t, spec), live.Of(plantest.Account(seen)))
			if err != nil {
				t.Fatal(err)
			}
			return c.Draining
		},
		name.DatabaseGroup: func(seen observed.Resources) []name.Key {
			d, err := data.New(plantest.Platform(t, map[string]any{"confirmDeletion": []any{"database"}}), live.Of(plantest.Account(seen)))
			if err != nil {
				t.Fatal(err)
			}
			return d.Draining
		},
		name.LoadBalancerGroup: func(seen observed.Resources) []name.Key {
			e, err := edge.New(plantest.Platform(t, map[string]any{}), live.Of(plantest.Account(seen)))
			if err != nil {
				t.Fatal(err)
			}
			return e.Draining
		},
	}
	naming := func(field, value string) observed.Resource {
		return observed.Resource{Spec: map[string]string{field: value}}
	}
	for group, plan := range left {
		cases := map[string]struct {
			reason string
			rule   observed.Resources
			want   bool
		}{
			"Alone":     {reason: "Nothing names the group any more.", want: false},
			"Reference": {reason: "A rule of another group refers to it.", rule: observed.Resources{"service-egress-x-other": naming("sourceSecurityGroupIdRef.name", "farmers-x7k2p-"+string(group))}, want: true},
			"ID":        {reason: "A rule of another group names its id.", rule: observed.Resources{"cache-ingress-other": naming("sourceSecurityGroupId", "sg-1")}, want: true},
			"Own":       {reason: "Its own rules go with it.", rule: observed.Resources{"service-egress-x-other": naming("securityGroupIdRef.name", "farmers-x7k2p-"+string(group))}, want: false},
			"Another":   {reason: "A rule that names another group holds nothing up.", rule: observed.Resources{"search-ingress-other": naming("sourceSecurityGroupId", "sg-2")}, want: false},
		}
		for title, tc := range cases {
			t.Run(string(group)+"/"+title, func(t *testing.T) {
				seen := observed.Resources{group: {ExternalName: "sg-1"}}
				maps.Copy(seen, tc.rule)
				if got := slices.Contains(plan(seen), group); got != tc.want {
					t.Errorf("%s\nthe group stays: want %t, got %t", tc.reason, tc.want, got)
				}
			})
		}
	}
}

package compute

import (
	"maps"
	"strconv"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// The port of a service changes, and its requests move to another target group.
func TestScalingFollowsTheRequests(t *testing.T) {
	group := func(arn string) observed.Resource {
		return observed.Resource{Ready: true, Status: map[string]string{"arn": arn, "arnSuffix": "targetgroup/" + arn}}
	}
	policy := name.RequestScaling("chat")
	label := func(suffix string) observed.Resource {
		return observed.Resource{Spec: map[string]string{
			"targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.resourceLabel": "app/lb/targetgroup/" + suffix,
		}}
	}
	rule := func(weights map[string]string) observed.Resource {
		r := observed.Resource{Ready: true, ExternalName: "rule", Status: map[string]string{}}
		for i, arn := range []string{"old", "new"} {
			if w, ok := weights[arn]; ok {
				at := "action.0.forward.targetGroup." + strconv.Itoa(i)
				r.Status[at+".arn"], r.Status[at+".weight"] = arn, w
			}
		}
		return r
	}
	const other = name.Key(name.ListenerRules + "other")
	handing, stays, moved := rule(map[string]string{"old": "1", "new": "0"}), rule(map[string]string{"old": "1"}), rule(map[string]string{"new": "1"})
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		label  string
		waits  bool
	}{
		"Created":   {reason: "Before any rule sends requests, the claim says where they will go.", label: "new"},
		"Joins":     {reason: "A policy that is new begins where the requests are.", seen: observed.Resources{other: stays}, label: "old"},
		"Stays":     {reason: "The rule still sends requests to the old group.", seen: observed.Resources{other: stays, policy: label("old")}, label: "old"},
		"Handing":   {reason: "The new group is attached, and gets none yet.", seen: observed.Resources{other: handing, policy: label("old")}, label: "old"},
		"Some":      {reason: "One of two rules still sends requests to the old group.", seen: observed.Resources{other: stays, name.DefaultRule: moved, policy: label("old")}, label: "old"},
		"Moved":     {reason: "All requests go to the new group.", seen: observed.Resources{other: moved, policy: label("old")}, label: "new"},
		"TakenBack": {reason: "Going back, the policy leaves a group that is only attached.", seen: observed.Resources{other: handing, policy: label("new")}, label: "old"},
		"Unknown":   {reason: "What a rule does is not known: nothing changes.", seen: observed.Resources{other: {ExternalName: "rule"}, policy: label("old")}, label: "old"},
		"Lost": {
			reason: "A group whose ARN is not known may be the one that gets them.",
			seen:   observed.Resources{other: stays, policy: label("old"), "target-group-chat-9090": {}}, waits: true,
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := plantest.Account(observed.Resources{
				name.LoadBalancer:        {Ready: true, Status: map[string]string{"arnSuffix": "app/lb"}},
				name.Service("chat"):     {Ready: true},
				"target-group-chat-3002": group("new"), "target-group-chat-9090": group("old"),
			})
			maps.Copy(seen, tc.seen)
			s := compute(t, nil, plantest.Chat(map[string]any{"replicas": map[string]any{"min": 1, "max": 4, "requestsPerTarget": 500}}), seen).Services[0]
			for _, p := range s.Scaling.Policies {
				if p.Key != policy {
					continue
				}
				if waits := len(p.BlockedOn) > 0; waits != tc.waits || !waits && p.Label != "app/lb/targetgroup/"+tc.label {
					t.Errorf("%s\nwant %q, got %q, blocked on %v", tc.reason, tc.label, p.Label, p.BlockedOn)
				}
				return
			}
			t.Fatal("there is no policy")
		})
	}
}

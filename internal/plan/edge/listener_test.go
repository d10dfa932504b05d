package edge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A listener that forwards by itself, as that of an earlier version does, hands
// the default service over to a rule, and no request is lost on the way.
func TestDefaultRuleSucceeds(t *testing.T) {
	const group name.Key = "target-group-web-8080"
	forwarding := func(fields map[string]string) observed.Resource {
		return observed.Resource{Ready: true, ExternalName: "listener", Status: fields}
	}
	toOne := forwarding(map[string]string{"defaultAction.0.type": "forward", "defaultAction.0.targetGroupArn": "old"})
	toBoth := forwarding(map[string]string{
		"defaultAction.0.type":                      "forward",
		"defaultAction.0.forward.targetGroup.0.arn": "old", "defaultAction.0.forward.targetGroup.0.weight": "1",
		"defaultAction.0.forward.targetGroup.1.arn": "new", "defaultAction.0.forward.targetGroup.1.weight": "0",
	})
	fixed := forwarding(map[string]string{"defaultAction.0.type": "fixed-response"})
	ruleTo := func(arn string) observed.Resource {
		r := single(arn)
		r.Ready = true
		return r
	}
	old := observed.Resource{Ready: true, Status: map[string]string{"arn": "old"}}
	toNew := Forward{Targets: []Target{{ARN: "new", Weight: 1}}}
	handing := handover("old", "new")
	waits := plan.Blockers{{On: name.DefaultRule, Why: string(name.DefaultRule) + " to take over from it"}}
	type want struct {
		Forward   Forward
		BlockedOn plan.Blockers
	}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		tasks  bool
		want   want
	}{
		"New":      {reason: "On a new platform listener and rule wait for nothing of each other's.", seen: observed.Resources{}, want: want{Forward: toNew}},
		"Refused":  {reason: "A listener that AWS never made forwards nothing.", seen: observed.Resources{name.ListenerHTTPS: {}}, want: want{Forward: toNew}},
		"Unknown":  {reason: "What is not known of a listener may be that it forwards.", seen: observed.Resources{name.ListenerHTTPS: {ExternalName: "listener"}}, want: want{toNew, waits}},
		"Fixed":    {reason: "A listener that answers by itself has nothing to hand over.", seen: observed.Resources{name.ListenerHTTPS: fixed}, want: want{Forward: toNew}},
		"Same":     {reason: "The rule comes first, and sends requests to the same group.", seen: observed.Resources{name.ListenerHTTPS: forwarding(map[string]string{"defaultAction.0.targetGroupArn": "new"})}, want: want{toNew, waits}},
		"Another":  {reason: "A change of the group begins where the listener is.", seen: observed.Resources{name.ListenerHTTPS: toOne, "target-group-web-9090": old}, want: want{handing, waits}},
		"InTheAir": {reason: "So does one that had begun.", seen: observed.Resources{name.ListenerHTTPS: toBoth, "target-group-web-9090": old}, tasks: true, want: want{handing, waits}},
		"NotSeen":  {reason: "A rule that is not seen to forward has not taken over.", seen: observed.Resources{name.ListenerHTTPS: toOne, "target-group-web-9090": old, name.DefaultRule: {ExternalName: "rule"}}, want: want{handing, waits}},
		"NotReady": {reason: "Nor has one that is not ready.", seen: observed.Resources{name.ListenerHTTPS: toOne, name.DefaultRule: single("new")}, want: want{toNew, waits}},
		"Seen":     {reason: "Then the listener answers by itself.", seen: observed.Resources{name.ListenerHTTPS: toOne, name.DefaultRule: ruleTo("new")}, want: want{Forward: toNew}},
		"Later":    {reason: "The rule alone says then where requests go.", seen: observed.Resources{name.ListenerHTTPS: fixed, "target-group-web-9090": old, name.DefaultRule: ruleTo("old")}, want: want{Forward: handing}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			tc.seen[group] = observed.Resource{Ready: true, Status: map[string]string{"arn": "new"}}
			fields := map[string]any{}
			if tc.tasks {
				fields["image"] = "web:1"
			}
			e := edge(t, nil, web(fields), tc.seen)
			if len(e.Rules) != 1 || e.Rules[0].Key != name.DefaultRule || e.Rules[0].Priority != 50000 {
				t.Fatalf("%s\nwant one rule for /*, at the end, got %+v", tc.reason, e.Rules)
			}
			if diff := cmp.Diff(tc.want, want{e.Rules[0].Forward, e.HTTPS.BlockedOn}); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

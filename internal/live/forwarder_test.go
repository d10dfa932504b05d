package live

import (
	"testing"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

const (
	rule     name.Key = name.ListenerRules + "chat"
	oldGroup name.Key = name.TargetGroups + "chat-3002"
)

func group() observed.Resource {
	return observed.Resource{Ready: true, Status: map[string]string{"arn": "old"}}
}

// single is a rule that sends everything to one group.
func single(arn string) observed.Resource {
	return observed.Resource{ExternalName: "rule", Status: map[string]string{"action.0.type": "forward", "action.0.targetGroupArn": arn}}
}

// both is a rule to which two groups are attached.
func both(all, none string) observed.Resource {
	return observed.Resource{ExternalName: "rule", Status: map[string]string{
		"action.0.forward.targetGroup.0.arn": all, "action.0.forward.targetGroup.0.weight": "1",
		"action.0.forward.targetGroup.1.arn": none, "action.0.forward.targetGroup.1.weight": "0",
	}}
}

func TestMayForwardTo(t *testing.T) {
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   bool
	}{
		"Nothing":     {reason: "Where nothing forwards, nothing uses a group.", seen: observed.Resources{oldGroup: group()}},
		"Uses":        {reason: "A group in a rule is in use.", seen: observed.Resources{oldGroup: group(), rule: single("old")}, want: true},
		"WeightNone":  {reason: "So is one that gets no requests: AWS refuses to delete it.", seen: observed.Resources{oldGroup: group(), rule: both("new", "old")}, want: true},
		"UsesOther":   {reason: "A rule that forwards elsewhere does not use it.", seen: observed.Resources{oldGroup: group(), rule: single("new")}},
		"RuleUnknown": {reason: "What a rule does is use, while it is not known.", seen: observed.Resources{oldGroup: group(), rule: {ExternalName: "rule"}}, want: true},
		"NeverMade":   {reason: "A rule that AWS refused forwards nothing.", seen: observed.Resources{oldGroup: group(), rule: {}}},
		"NoARN":       {reason: "A group whose ARN is not known may be any.", seen: observed.Resources{oldGroup: {}, rule: single("new")}, want: true},
		"Listener": {
			reason: "A listener of an earlier version uses groups as rules do.",
			seen: observed.Resources{oldGroup: group(), name.ListenerHTTPS: {ExternalName: "listener", Status: map[string]string{
				"defaultAction.0.targetGroupArn": "old",
			}}},
			want: true,
		},
		"FixedResponse": {
			reason: "A listener that answers by itself uses none.",
			seen: observed.Resources{oldGroup: group(), name.ListenerHTTPS: {ExternalName: "listener", Status: map[string]string{
				"defaultAction.0.type": "fixed-response",
			}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := Of(tc.seen)
			if got := seen.MayForwardTo(seen.ARN(oldGroup)); got != tc.want {
				t.Errorf("%s\nMayForwardTo(...): want %t, got %t", tc.reason, tc.want, got)
			}
		})
	}
}

package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

const (
	rule     name.Key = name.ListenerRules + "chat"
	oldGroup name.Key = name.TargetGroups + "chat-3002"
	newGroup name.Key = name.TargetGroups + "chat-4002"
)

func group(arn string, ready bool) observed.Resource {
	return observed.Resource{Ready: ready, Status: map[string]string{"arn": arn}}
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

func TestForward(t *testing.T) {
	moved := Forward{Targets: []Target{{ARN: "new", Weight: 1}}}
	attached := Forward{Targets: []Target{{ARN: "old", Weight: 1}, {ARN: "new"}}, StickySeconds: 1}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   Forward
	}{
		"GroupUnknown": {
			reason: "Without the ARN of its group a rule can do nothing.",
			seen:   observed.Resources{},
			want:   Forward{Missing: "the ARN of target-group-chat-4002"},
		},
		"New": {
			reason: "A new rule sends to the wanted group at once.",
			seen:   observed.Resources{newGroup: group("new", false)},
			want:   moved,
		},
		"Unchanged": {
			reason: "A rule that is right stays as it is.",
			seen:   observed.Resources{rule: single("new"), newGroup: group("new", true)},
			want:   moved,
		},
		"NotAttached": {
			reason: "A group takes over only after it was attached: ECS registers no tasks before.",
			seen:   observed.Resources{rule: single("old"), oldGroup: group("old", true), newGroup: group("new", true)},
			want:   attached,
		},
		"NotReady": {
			reason: "And only when it is ready.",
			seen:   observed.Resources{rule: both("old", "new"), oldGroup: group("old", true), newGroup: group("new", false)},
			want:   attached,
		},
		"Ready": {
			reason: "Then all requests move over.",
			seen:   observed.Resources{rule: both("old", "new"), oldGroup: group("old", true), newGroup: group("new", true)},
			want:   moved,
		},
		"Elsewhere": {
			reason: "A group that is not this platform's is nothing to wait with.",
			seen:   observed.Resources{rule: single("foreign"), newGroup: group("new", false)},
			want:   moved,
		},
	}
	tasks := map[string]any{"edge": map[string]any{"certificateArn": certificateARN}, "services": chat(map[string]any{"port": 4002})}
	waits := observed.Resources{rule: both("old", "new"), oldGroup: group("old", true), newGroup: group("new", true)}
	if diff := cmp.Diff(attached, platform(t, tasks).forward(ruleForwarder(rule), "chat", newGroup, waits)); diff != "" {
		t.Errorf("requests wait until the service's tasks are registered: -want, +got:\n%s", diff)
	}
	waits[name.Service("chat")] = observed.Resource{Ready: true, Status: map[string]string{"loadBalancer.0.targetGroupArn": "old", "loadBalancer.1.targetGroupArn": "new"}}
	if diff := cmp.Diff(moved, platform(t, tasks).forward(ruleForwarder(rule), "chat", newGroup, waits)); diff != "" {
		t.Errorf("and then move over: -want, +got:\n%s", diff)
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := platform(t, map[string]any{}).forward(ruleForwarder(rule), "chat", newGroup, tc.seen)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nforward(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestMayForwardTo(t *testing.T) {
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   bool
	}{
		"Nothing":     {reason: "Where nothing forwards, nothing uses a group.", seen: observed.Resources{oldGroup: group("old", true)}},
		"Uses":        {reason: "A group in a rule is in use.", seen: observed.Resources{oldGroup: group("old", true), rule: single("old")}, want: true},
		"WeightNone":  {reason: "So is one that gets no requests: AWS refuses to delete it.", seen: observed.Resources{oldGroup: group("old", true), rule: both("new", "old")}, want: true},
		"UsesOther":   {reason: "A rule that forwards elsewhere does not use it.", seen: observed.Resources{oldGroup: group("old", true), rule: single("new")}},
		"RuleUnknown": {reason: "What a rule does is use, while it is not known.", seen: observed.Resources{oldGroup: group("old", true), rule: {ExternalName: "rule"}}, want: true},
		"NeverMade":   {reason: "A rule that AWS refused forwards nothing.", seen: observed.Resources{oldGroup: group("old", true), rule: {}}},
		"NoARN":       {reason: "A group whose ARN is not known may be any.", seen: observed.Resources{oldGroup: {}, rule: single("new")}, want: true},
		"Listener": {
			reason: "A listener of an earlier version uses groups as rules do.",
			seen: observed.Resources{oldGroup: group("old", true), name.ListenerHTTPS: {ExternalName: "listener", Status: map[string]string{
				"defaultAction.0.targetGroupArn": "old",
			}}},
			want: true,
		},
		"FixedResponse": {
			reason: "A listener that answers by itself uses none.",
			seen: observed.Resources{oldGroup: group("old", true), name.ListenerHTTPS: {ExternalName: "listener", Status: map[string]string{
				"defaultAction.0.type": "fixed-response",
			}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := mayForwardTo(oldGroup, tc.seen); got != tc.want {
				t.Errorf("%s\nmayForwardTo(...): want %t, got %t", tc.reason, tc.want, got)
			}
		})
	}
}

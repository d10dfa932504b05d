package edge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

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
			want:   Forward{BlockedOn: plan.Blockers{{On: plantest.NewGroup, Field: plan.FieldARN}}},
		},
		"New": {
			reason: "A new rule sends to the wanted group at once.",
			seen:   observed.Resources{plantest.NewGroup: plantest.TargetGroup("new", false)},
			want:   moved,
		},
		"Unchanged": {
			reason: "A rule that is right stays as it is.",
			seen:   observed.Resources{plantest.Rule: single("new"), plantest.NewGroup: plantest.TargetGroup("new", true)},
			want:   moved,
		},
		"NotAttached": {
			reason: "A group takes over only after it was attached: ECS registers no tasks before.",
			seen:   observed.Resources{plantest.Rule: single("old"), plantest.OldGroup: plantest.TargetGroup("old", true), plantest.NewGroup: plantest.TargetGroup("new", true)},
			want:   attached,
		},
		"NotReady": {
			reason: "And only when it is ready.",
			seen:   observed.Resources{plantest.Rule: both("old", "new"), plantest.OldGroup: plantest.TargetGroup("old", true), plantest.NewGroup: plantest.TargetGroup("new", false)},
			want:   attached,
		},
		"Ready": {
			reason: "Then all requests move over.",
			seen:   observed.Resources{plantest.Rule: both("old", "new"), plantest.OldGroup: plantest.TargetGroup("old", true), plantest.NewGroup: plantest.TargetGroup("new", true)},
			want:   moved,
		},
		"Elsewhere": {
			reason: "A group that is not this platform's is nothing to wait with.",
			seen:   observed.Resources{plantest.Rule: single("foreign"), plantest.NewGroup: plantest.TargetGroup("new", false)},
			want:   moved,
		},
	}
	tasks := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN}, "services": plantest.Chat(map[string]any{"port": 4002})}
	waits := observed.Resources{plantest.Rule: both("old", "new"), plantest.OldGroup: plantest.TargetGroup("old", true), plantest.NewGroup: plantest.TargetGroup("new", true)}
	if diff := cmp.Diff(attached, planForward(plantest.Platform(t, tasks), live.Of(waits).RuleForwarder(plantest.Rule), "chat", plantest.NewGroup, live.Of(waits))); diff != "" {
		t.Errorf("requests wait until the service's tasks are registered: -want, +got:\n%s", diff)
	}
	waits[name.Service("chat")] = observed.Resource{Ready: true, Status: map[string]string{"loadBalancer.0.targetGroupArn": "old", "loadBalancer.1.targetGroupArn": "new"}}
	if diff := cmp.Diff(moved, planForward(plantest.Platform(t, tasks), live.Of(waits).RuleForwarder(plantest.Rule), "chat", plantest.NewGroup, live.Of(waits))); diff != "" {
		t.Errorf("and then move over: -want, +got:\n%s", diff)
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := planForward(plantest.Platform(t, map[string]any{}), live.Of(tc.seen).RuleForwarder(plantest.Rule), "chat", plantest.NewGroup, live.Of(tc.seen))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nforward(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

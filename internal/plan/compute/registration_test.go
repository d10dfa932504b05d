package compute

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// A service whose port changes is registered in both target groups for as long
// as requests may go to either.
func TestRegistrations(t *testing.T) {
	groups := observed.Resources{plantest.OldGroup: plantest.TargetGroup("old", true), plantest.NewGroup: plantest.TargetGroup("new", true)}
	attaching := func(status map[string]string) observed.Resources {
		return observed.Resources{plantest.Rule: {Ready: true, ExternalName: "r", Status: status}}
	}
	toOld := attaching(map[string]string{"action.0.targetGroupArn": "old"})
	toNew := attaching(map[string]string{"action.0.targetGroupArn": "new"})
	toBoth := attaching(map[string]string{
		"action.0.forward.targetGroup.0.arn": "old", "action.0.forward.targetGroup.0.weight": "1",
		"action.0.forward.targetGroup.1.arn": "new", "action.0.forward.targetGroup.1.weight": "0",
	})
	in := func(arns ...string) observed.Resources {
		r := observed.Resource{Ready: true, Spec: map[string]string{}, Status: map[string]string{}}
		ports := map[string]string{"old": "3002", "new": "4002"}
		for i, arn := range arns {
			at := "loadBalancer." + string(rune('0'+i))
			r.Spec[at+".targetGroupArn"], r.Spec[at+".containerPort"] = arn, ports[arn]
		}
		maps.Copy(r.Status, r.Spec)
		return observed.Resources{name.Service("chat"): r}
	}
	older, newer := live.Registration{ARN: "old", Port: 3002}, live.Registration{ARN: "new", Port: 4002}
	type want struct {
		in        []live.Registration
		blockedOn plan.Blockers
		ports     []int64
	}
	awaited := plan.Blockers{{On: plantest.NewGroup, Why: "a rule that sends requests to target-group-chat-4002"}}
	cases := map[string]struct {
		reason string
		seen   []observed.Resources
		want   want
	}{
		"Wanted":      {reason: "The ARN of the group must be known.", seen: []observed.Resources{toOld, in("old")}, want: want{[]live.Registration{older}, plan.Blockers{{On: plantest.NewGroup, Field: plan.FieldARN}}, []int64{3002, 4002}}},
		"NotAttached": {reason: "ECS takes no group that has no load balancer.", seen: []observed.Resources{groups, toOld, in("old")}, want: want{[]live.Registration{older}, awaited, []int64{3002, 4002}}},
		"Attached":    {reason: "Then the tasks are in both.", seen: []observed.Resources{groups, toBoth, in("old")}, want: want{[]live.Registration{older, newer}, nil, []int64{3002, 4002}}},
		"Moving":      {reason: "And stay in both while requests move.", seen: []observed.Resources{groups, toBoth, in("old", "new")}, want: want{[]live.Registration{older, newer}, nil, []int64{3002, 4002}}},
		"Moved":       {reason: "Until nothing sends requests to the old one any more.", seen: []observed.Resources{groups, toNew, in("old", "new")}, want: want{[]live.Registration{newer}, nil, []int64{4002}}},
		"Unknown":     {reason: "What a rule does is use, while it is not known.", seen: []observed.Resources{groups, attaching(nil), in("old", "new")}, want: want{[]live.Registration{older, newer}, nil, []int64{3002, 4002}}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := plantest.Account(nil)
			for _, r := range tc.seen {
				maps.Copy(seen, r)
			}
			first := compute(t, nil, plantest.Chat(map[string]any{"port": 4002}), seen).Services[0]
			seen[first.Definition.Key] = observed.Resource{Status: map[string]string{"arn": "definition:1"}}
			s := compute(t, nil, plantest.Chat(map[string]any{"port": 4002}), seen).Services[0]
			got := want{in: s.Registrations, blockedOn: s.BlockedOn, ports: s.ports()}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// What a service stood on leaves after it, and it leaves after the last request.
func TestServiceLeaves(t *testing.T) {
	chatGroup := name.TargetGroup("chat", 3002, "HTTP1")
	stood := []name.Key{
		name.ServiceGroup("chat"), name.ServiceLogGroup("chat"), name.TaskRole("chat"), name.ExecutionRole("chat"),
		name.ServiceEgress("ipv4", "chat"), name.ServiceIngress(3002, "chat"), name.TaskDefinitions + "chat-abcdef",
	}
	shared := []name.Key{name.Cluster, name.ClusterProviders, name.ClusterLogGroup}
	seen := observed.Resources{
		name.ServiceGroup("chat-other"): {}, name.TaskDefinitions + "chat-other-abcdef": {},
		chatGroup: plantest.TargetGroup("chat", true), name.ListenerHTTPS: {ExternalName: "l", Status: map[string]string{"defaultAction.0.targetGroupArn": "chat"}},
		name.Service("chat"): {},
	}
	for _, k := range slices.Concat(stood, shared) {
		seen[k] = observed.Resource{}
	}
	check := func(reason string, want ...name.Key) {
		t.Helper()
		got := slices.Sorted(slices.Values(compute(t, nil, nil, seen).Draining))
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\nleaving: -want, +got:\n%s", reason, diff)
		}
	}
	check("Requests may still come.", slices.Concat(stood, shared, []name.Key{name.Service("chat")})...)
	seen[name.ListenerHTTPS] = observed.Resource{ExternalName: "l", Status: map[string]string{"defaultAction.0.type": "fixed-response"}}
	check("The tasks stop, and need everything until they have.", slices.Concat(stood, shared)...)
	delete(seen, name.Service("chat"))
	check("Events may come in until the cluster is gone.", name.ClusterLogGroup)
	delete(seen, name.Cluster)
	check("Nothing stays for good.")
}

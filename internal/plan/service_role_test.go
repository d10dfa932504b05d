package plan

import (
	"fmt"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// secrets are the ARNs of so many secrets, by the variables that hold them.
func secrets(prefix string, n int) map[string]any {
	out := map[string]any{}
	for i := range n {
		out[fmt.Sprintf("%s_%d", prefix, i)] = fmt.Sprintf("arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/%s-%d-AbCdEf", prefix, i)
	}
	return out
}

// TestPolicySize refuses what IAM would refuse for ever, before anything is
// changed.
func TestPolicySize(t *testing.T) {
	const refused = "spec.services[chat].secrets: execution-policy-chat takes "
	deployed := container.Definition{Name: "chat"}
	for variable, arn := range secrets("OLD", 90) {
		deployed.Secrets = append(deployed.Secrets, container.Secret{Name: variable, ValueFrom: arn.(string)})
	}
	key := map[string]any{}
	for variable := range secrets("KEY", 100) {
		key[variable] = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-AbCdEf:" + variable + "::"
	}
	sidecars := make([]any, 2)
	for i := range sidecars {
		sidecars[i] = map[string]any{"name": fmt.Sprintf("side-%d", i), "image": "side:1", "secrets": secrets(fmt.Sprintf("SIDE_%d", i), 100)}
	}
	cases := map[string]struct {
		reason  string
		service map[string]any
		seen    observed.Resources
		want    string
	}{
		"Most":     {reason: "What fits is none of our business.", service: map[string]any{"secrets": secrets("NEW", 100)}},
		"OneByKey": {reason: "A secret is named once, whatever is read of it.", service: map[string]any{"secrets": key}},
		"Sidecars": {reason: "The containers of a task share the role that starts it.", service: map[string]any{"sidecars": sidecars}, want: refused},
		"Earlier": {
			reason:  "The policy has room for what ECS may go back to.",
			service: map[string]any{"secrets": secrets("NEW", 90)},
			seen:    observed.Resources{name.TaskDefinition("chat", "1"): {Spec: map[string]string{"containerDefinitions": container.Document(deployed)}}},
			want:    refused,
		},
		"Unknown": {reason: "What is not known yet is judged when it is.", service: map[string]any{"sidecars": sidecars}, seen: observed.Resources{name.VPC: {}}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			p := platform(t, map[string]any{"edge": map[string]any{"certificateArn": certificateARN}, "services": chat(tc.service)})
			_, err := NewCompute(p, live.Of(account(tc.seen)))
			refusal(t, tc.reason, err, tc.want)
		})
	}
}

// TestBoundary gives every role the boundary that the claim asks for.
func TestBoundary(t *testing.T) {
	const platforms, services, former = "arn:aws:iam::123456789012:policy/platforms", "arn:aws:iam::123456789012:policy/services", "arn:aws:iam::123456789012:policy/former"
	type want struct{ flowLogs, monitoring, search, task, execution string }
	cases := map[string]struct {
		reason   string
		all, own string
		has      string
		want     want
	}{
		"None":       {reason: "Without a boundary roles have what their policies say."},
		"Platform":   {reason: "One field bounds every role.", all: platforms, want: want{platforms, platforms, platforms, platforms, platforms}},
		"Service":    {reason: "A service may have another one.", all: platforms, own: services, want: want{platforms, platforms, platforms, services, services}},
		"ServiceOwn": {reason: "A service may have one alone.", own: services, want: want{task: services, execution: services}},
		"Changed":    {reason: "A boundary changes in place.", all: platforms, own: services, has: former, want: want{platforms, platforms, platforms, services, services}},
		"Removed":    {reason: "The provider would take away and bring back what is not asked for any more.", has: former, want: want{former, former, former, former, former}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			spec := withStores(map[string]any{"edge": map[string]any{"certificateArn": certificateARN}})
			if tc.all != "" {
				spec["permissionsBoundaryArn"] = tc.all
			}
			own := map[string]any{}
			if tc.own != "" {
				own["taskRole"] = map[string]any{"permissionsBoundaryArn": tc.own}
			}
			spec["services"] = chat(own)
			p, seen := platform(t, spec), standingStores()
			for _, k := range []name.Key{name.FlowLogRole, name.DatabaseMonitoringRole, name.SearchRole, name.TaskRole("chat"), name.ExecutionRole("chat")} {
				seen[k] = observed.Resource{Status: seen[k].Status, Spec: map[string]string{"permissionsBoundary": tc.has}}
			}
			n, err := NewNetwork(p, live.Of(seen))
			if err != nil {
				t.Fatal(err)
			}
			c, err := NewCompute(p, live.Of(seen))
			if err != nil {
				t.Fatal(err)
			}
			d := mustPlanData(t, p, live.Of(seen))
			got := want{
				flowLogs: n.FlowLogs.BoundaryARN, monitoring: d.Database.Monitoring.BoundaryARN, search: d.Search.Role.BoundaryARN,
				task: c.Services[0].TaskRole.BoundaryARN, execution: c.Services[0].ExecutionRole.BoundaryARN,
			}
			if got != tc.want {
				t.Errorf("%s\nwant %+v, got %+v", tc.reason, tc.want, got)
			}
		})
	}
}

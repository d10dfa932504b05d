package compute

import (
	"fmt"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// secrets are the ARNs of so many secrets, by the variables that hold them.
func secrets(prefix string, n int) map[string]any {
	out := map[string]any{}
	for i := range n {
		out[fmt.Sprintf("%s_%d", prefix, i)] = fmt.Sprintf("arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/%s-%d-AbCdEf", prefix, i)
	}
	return out
}

// TestPolicySize refuses policies that are too long for IAM, before anything is
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
			p := plantest.Platform(t, map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN}, "services": plantest.Chat(tc.service)})
			_, err := New(p, live.Of(plantest.Account(tc.seen)))
			plantest.Refusal(t, tc.reason, err, tc.want)
		})
	}
}

package run

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// TestPhrase shows the words for what is awaited.
func TestPhrase(t *testing.T) {
	cases := map[string]struct {
		reason   string
		blockers plan.Blockers
		want     string
	}{
		"Resource":  {reason: "A resource has to be ready: its key says which.", blockers: plan.Blockers{{On: "nat-gateway-a"}}, want: "nat-gateway-a"},
		"Field":     {reason: "A field has to be known.", blockers: plan.Blockers{{On: "task-role-chat", Field: plan.FieldARN}}, want: "the ARN of task-role-chat"},
		"Noun":      {reason: "Users know by a noun what a platform has one of.", blockers: plan.Blockers{{On: name.EncryptionKey, Field: plan.FieldARN}}, want: "the ARN of the encryption key"},
		"NoNoun":    {reason: "A resource without a field is called by its key.", blockers: plan.Blockers{{On: name.LoadBalancer}}, want: "load-balancer"},
		"Why":       {reason: "What is no resource has words of its own.", blockers: plan.Blockers{{Why: "the account of the VPC"}}, want: "the account of the VPC"},
		"WhyBefore": {reason: "Words replace what the key would say.", blockers: plan.Blockers{{On: name.Database, Why: "the database"}}, want: "the database"},
		"Two":       {reason: "Two are joined.", blockers: plan.Blockers{{On: "a"}, {On: "b"}}, want: "a and b"},
		"Several":   {reason: "The last of several is joined.", blockers: plan.Blockers{{On: "a"}, {On: "b"}, {Why: "its users"}}, want: "a, b and its users"},
		"None":      {reason: "Without a blocker there is nothing to say."},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := phrase(tc.blockers); got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

// TestSentences shows the sentences about changes that are still to happen.
func TestSentences(t *testing.T) {
	on := plan.Blockers{{On: "subnet-public-c"}}
	got := sentences([]plan.Progress{
		{Text: "listener-rule-b moves to another target group"},
		{Text: "load-balancer stays out of zone c", While: on},
		{Text: "ecs-service-chat moves to another task definition", Until: on},
	})
	want := []string{
		"listener-rule-b moves to another target group",
		"load-balancer stays out of zone c while it waits for subnet-public-c",
		"ecs-service-chat moves to another task definition when subnet-public-c is ready",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a change waits for nothing, for a blocker, or until it is ready\n-want, +got:\n%s", diff)
	}
}

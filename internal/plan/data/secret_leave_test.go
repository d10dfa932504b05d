package data

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// TestFormerSecret keeps the secret of a generated password while RDS makes its
// own, and while tasks may be started that read it.
func TestFormerSecret(t *testing.T) {
	secret := []name.Key{name.DatabaseSecret, "database-secret-version-1"}
	cases := map[string]struct {
		reason     string
		managed    string
		arn        string
		definition string
		want       plan.Lifecycle
	}{
		"RDSHasNone": {reason: "It is the only one.", arn: plantest.GeneratedARN, want: plan.Lifecycle{Draining: secret}},
		"Named":      {reason: "ECS starts no task whose secret is gone.", managed: plantest.ManagedARN, arn: plantest.GeneratedARN, definition: `"valueFrom":"arn:generated"`, want: plan.Lifecycle{Pinned: secret}},
		"Unknown":    {reason: "What is not known may be the one that is named.", managed: plantest.ManagedARN, definition: `"valueFrom":"arn:generated"`, want: plan.Lifecycle{Pinned: secret}},
		"Other":      {reason: "No task reads it any more.", managed: plantest.ManagedARN, arn: plantest.GeneratedARN, definition: `"valueFrom":"arn:managed:password::"`},
		"NoTasks":    {reason: "Nor without any.", managed: plantest.ManagedARN, arn: plantest.GeneratedARN},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := observed.Resources{
				name.Database:       {Status: map[string]string{"masterUserSecret.0.secretArn": tc.managed}},
				name.DatabaseSecret: {Undeletable: tc.want.Pinned != nil, Status: map[string]string{"arn": tc.arn}}, secret[1]: {},
			}
			if tc.definition != "" {
				seen[name.TaskDefinition("chat", "1")] = observed.Resource{Spec: map[string]string{"containerDefinitions": tc.definition}}
			}
			got := mustPlan(t, plantest.Stored(t, `{database: {}}`), live.Of(seen)).Lifecycle
			got = plan.Lifecycle{Draining: got.Draining, Pinned: got.Pinned, Unprotected: got.Unprotected}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

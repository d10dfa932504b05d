package compute

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// TestDatabaseCredentials moves the master password from one form to the other.
// The secret that has it has the form of its maker: tasks are given neither form
// with the secret of the other.
func TestDatabaseCredentials(t *testing.T) {
	secret := observed.Resource{Status: map[string]string{"arn": plantest.GeneratedARN}}
	database := func(more map[string]string) observed.Resource {
		r := observed.Resource{Status: map[string]string{"address": "db.example.org", "port": "5432", "dbName": "app"}}
		for k, v := range more {
			r.Status[k] = v
		}
		return r
	}
	managed := database(map[string]string{"masterUserSecret.0.secretArn": plantest.ManagedARN, "username": "dbadmin"})
	moving := plan.Blockers{{On: name.Database, Field: fieldsSecret}}
	cases := map[string]struct {
		reason    string
		database  map[string]any
		seen      observed.Resources
		want      []string
		blockedOn plan.Blockers
	}{
		"Managed": {
			reason: "RDS's own secret is JSON: ECS reads the parts.",
			seen:   observed.Resources{name.Database: managed},
			want:   []string{`{"name":"DATABASE_PASSWORD","valueFrom":"arn:managed:password::"},{"name":"DATABASE_USERNAME","valueFrom":"arn:managed:username::"}`},
		},
		"Generated": {
			reason:   "A generated secret is the password alone; the user's name is no secret.",
			database: map[string]any{"password": "Generated"},
			seen:     observed.Resources{name.Database: database(nil), name.DatabaseSecret: secret},
			want:     []string{`"secrets":[{"name":"DATABASE_PASSWORD","valueFrom":"arn:generated"}]`, `{"name":"DATABASE_USERNAME","value":"dbadmin"}`, `{"name":"DATABASE_SECRET_ARN","value":"arn:generated"}`},
		},
		"ToGenerated": {
			reason:    "RDS still has the password: as a whole its secret would be JSON in the place of a password.",
			database:  map[string]any{"password": "Generated"},
			seen:      observed.Resources{name.Database: managed},
			blockedOn: moving,
		},
		"ToGeneratedSecretStands": {
			reason:    "Nor does the new secret open the database yet.",
			database:  map[string]any{"password": "Generated"},
			seen:      observed.Resources{name.Database: managed, name.DatabaseSecret: secret},
			blockedOn: moving,
		},
		"ToManaged": {
			reason:    "A bare string has no parts that ECS could read.",
			seen:      observed.Resources{name.Database: database(nil), name.DatabaseSecret: secret},
			blockedOn: moving,
		},
		"ToManagedSecretStands": {
			reason: "Once RDS has a secret, it counts, whatever stays of the former one.",
			seen:   observed.Resources{name.Database: managed, name.DatabaseSecret: secret},
			want:   []string{`"valueFrom":"arn:managed:password::"`, `{"name":"DATABASE_SECRET_ARN","value":"arn:managed"}`},
		},
		"Restored": {
			reason:   "A restored database has the master user of its snapshot.",
			database: map[string]any{"password": "Generated", "version": "16", "username": "ours", "restore": map[string]any{"snapshotIdentifier": "one"}},
			seen: observed.Resources{
				name.Database:       {Status: database(map[string]string{"username": "theirs"}).Status, Initial: map[string]string{"snapshotIdentifier": "one"}},
				name.DatabaseSecret: secret,
			},
			want: []string{`{"name":"DATABASE_USERNAME","value":"theirs"}`},
		},
		"RestoredUnknown": {
			reason:   "Only AWS knows the master user of a snapshot, also after the claim no longer names the snapshot.",
			database: map[string]any{"password": "Generated"},
			seen: observed.Resources{
				name.Database:       {Status: database(nil).Status, Initial: map[string]string{"snapshotIdentifier": "one"}},
				name.DatabaseSecret: secret,
			},
			blockedOn: plan.Blockers{{On: name.Database, Field: "master user"}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if tc.database == nil {
				tc.database = map[string]any{"passwordRotationDays": 365}
			}
			services := plantest.Chat(map[string]any{"uses": []any{"database"}, "credentials": "Environment"})
			d := compute(t, map[string]any{"database": tc.database}, services, plantest.Account(tc.seen)).Services[0].Definition
			if diff := cmp.Diff(tc.blockedOn, d.BlockedOn); diff != "" {
				t.Fatalf("%s\nwhat the definition waits for: -want, +got:\n%s", tc.reason, diff)
			}
			for _, part := range tc.want {
				if !strings.Contains(d.Containers, part) {
					t.Errorf("%s\nwant %s in %s", tc.reason, part, d.Containers)
				}
			}
		})
	}
}

// ECS may read the generated password, encrypted with the platform's key, for as
// long as it may start tasks of a definition that names it: also when RDS has a
// secret of its own by now.
func TestFormerSecretIsDecrypted(t *testing.T) {
	const former = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:farmers-database-AbCdEf"
	const current = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-1-GhIjKl"
	c := compute(t, map[string]any{"database": map[string]any{}}, plantest.Chat(nil), plantest.Account(observed.Resources{
		name.Database:       {Status: map[string]string{"masterUserSecret.0.secretArn": current}},
		name.DatabaseSecret: {Status: map[string]string{"arn": former}},
		name.TaskDefinition("chat", "1"): {Spec: map[string]string{
			"containerDefinitions": `[{"name":"chat","secrets":[{"name":"DATABASE_PASSWORD","valueFrom":"` + former + `"}]}]`,
		}},
	}))
	got := map[string][]string{}
	for _, s := range c.Services[0].ExecutionRole.Statements {
		got[s.Sid] = s.Resource
	}
	want := map[string][]string{
		"WriteLogs":   {"arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/farmers-abc123/service/chat:*"},
		"ReadSecrets": {former}, "DecryptSecrets": {plantest.KeyARN},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

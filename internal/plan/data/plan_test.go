package data

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func mustPlan(t *testing.T, p plan.Platform, seen live.State) Plan {
	t.Helper()
	d, err := New(p, seen)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// texts returns what is still to happen.
func texts(changes []plan.Progress) string {
	out := make([]string, len(changes))
	for i, c := range changes {
		out[i] = c.Text
	}
	return strings.Join(out, "; ")
}

func TestDatabaseWaits(t *testing.T) {
	ready := observed.Resource{Ready: true}
	group, key := plan.Blocker{On: name.DatabaseGroup}, plan.Blocker{On: name.EncryptionKey, Field: plan.FieldARN}
	logs, role := plan.Blocker{Why: "its log groups"}, plan.Blocker{On: name.DatabaseMonitoringRole, Why: "its monitoring role"}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   plan.Blockers
	}{
		"Nothing":    {"Log groups come first, or RDS would make its own; so does what it is monitored by.", nil, plan.Blockers{group, logs, role, key}},
		"Logs":       {"One log group is not enough.", plantest.InAccount(observed.Resources{"database-security-group": plantest.WithID("sg-database"), "database-log-group-upgrade": ready, name.DatabaseMonitoringRole: ready, name.DatabaseMonitoringPolicy: ready}), plan.Blockers{logs}},
		"Role":       {"Nor is a policy of a role that is not there yet.", plantest.InAccount(observed.Resources{"database-security-group": plantest.WithID("sg-database"), "database-log-group-upgrade": ready, "database-log-group-postgresql": ready, name.DatabaseMonitoringPolicy: ready}), plan.Blockers{role}},
		"Policy":     {"Nor a role that may do nothing.", plantest.InAccount(observed.Resources{"database-security-group": plantest.WithID("sg-database"), "database-log-group-upgrade": ready, "database-log-group-postgresql": ready, name.DatabaseMonitoringRole: ready}), plan.Blockers{role}},
		"Everything": {"Nothing is missing.", plantest.InAccount(observed.Resources{"database-security-group": plantest.WithID("sg-database"), "database-log-group-upgrade": ready, "database-log-group-postgresql": ready, name.DatabaseMonitoringRole: ready, name.DatabaseMonitoringPolicy: ready}), nil},
		"Exists":     {"A database that exists waits for nothing, whatever is known.", observed.Resources{name.Database: {Spec: map[string]string{"vpcSecurityGroupIds.0": "sg-database"}}}, nil},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := mustPlan(t, plantest.Stored(t, `{database: {}}`), live.Of(tc.seen)).Database.BlockedOn
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestBeginning(t *testing.T) {
	restored := observed.Resources{name.Database: {Initial: map[string]string{"snapshotIdentifier": "old"}}}
	const refused = "spec.database.restore: the existing database was not created from this snapshot"
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   *live.RestoreSource
		err    string
	}{
		"None":     {reason: "A database begins empty.", spec: `{database: {}}`},
		"Snapshot": {reason: "A new one begins with what the claim says.", spec: `{database: {version: "16", restore: {snapshotIdentifier: one}}}`, want: &live.RestoreSource{Snapshot: "one"}},
		"Time":     {reason: "A moment too.", spec: `{database: {version: "16", restore: {pointInTime: {sourceResourceId: db-ABC, time: "2026-01-31T23:45:00Z"}}}}`, want: &live.RestoreSource{SourceResourceID: "db-ABC", Time: "2026-01-31T23:45:00Z"}},
		"Latest":   {reason: "Without a moment it is the last one.", spec: `{database: {version: "16", restore: {pointInTime: {sourceInstance: one}}}}`, want: &live.RestoreSource{SourceInstance: "one", Latest: true}},
		"Stays":    {reason: "What it began with may stay in the claim.", spec: `{database: {version: "16", restore: {snapshotIdentifier: old}}}`, seen: restored, want: &live.RestoreSource{Snapshot: "old"}},
		"Removed":  {reason: "And stays on the database, when the claim forgets it.", spec: `{database: {}}`, seen: restored, want: &live.RestoreSource{Snapshot: "old"}},
		"Changed":  {reason: "A database begins once.", spec: `{database: {version: "16", restore: {snapshotIdentifier: new}}}`, seen: restored, err: refused},
		"Late":     {reason: "An existing database cannot be restored into: the error says what to do.", spec: `{database: {version: "16", restore: {snapshotIdentifier: new}}}`, seen: observed.Resources{name.Database: {}}, err: refused},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d, err := New(plantest.Stored(t, tc.spec), live.Of(tc.seen))
			if plantest.Refusal(t, tc.reason, err, tc.err) {
				return
			}
			if diff := cmp.Diff(tc.want, d.Database.RestoreSource); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNamesOfNewDatabases(t *testing.T) {
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   string
	}{
		"New":      {"RDS would refuse it after minutes, and names can never be changed.", `{database: {username: pg_admin}}`, nil, "spec.database.username: Invalid value: \"pg_admin\": PostgreSQL keeps names that begin with pg_ for itself"},
		"Exists":   {"One that exists has other names, and goes on.", `{database: {username: pg_admin}}`, observed.Resources{name.Database: {}}, ""},
		"Restored": {"One that is restored has those of its snapshot.", `{database: {version: "16", name: user, restore: {snapshotIdentifier: one}}}`, nil, ""},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			_, err := New(plantest.Stored(t, tc.spec), live.Of(tc.seen))
			plantest.Refusal(t, tc.reason, err, tc.want)
		})
	}
}

func TestSearchVolumes(t *testing.T) {
	cases := map[string]struct {
		reason string
		spec   string
		want   string
	}{
		"Fits":      {"A T3 takes 200 GiB.", `{search: {size: Small, volumeGiB: 200}}`, ""},
		"TooLarge":  {"It takes no more.", `{search: {size: Small, volumeGiB: 500}}`, "spec.search.volumeGiB: a node of type t3.medium.search takes at most 200 GiB, and not 500: write less, or choose another size or instanceType"},
		"OfSize":    {"The volume of a size has to fit the type beside it.", `{search: {size: Large, instanceType: t3.small.search}}`, "spec.search.volumeGiB: size Large has volumes of 500 GiB, and a node of type t3.small.search takes at most 100: write volumeGiB"},
		"NotKnown":  {"Of a type that is not known here AWS decides.", `{search: {instanceType: x9g.large.search, volumeGiB: 24576}}`, ""},
		"OfMedium":  {"The sizes fit themselves.", `{search: {size: Medium}}`, ""},
		"OfCompute": {"A node for computing has less room than one for memory.", `{search: {instanceType: c6g.large.search, volumeGiB: 257}}`, "takes at most 256 GiB"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			_, err := New(plantest.Stored(t, tc.spec), live.Of(observed.Resources{}))
			plantest.Refusal(t, tc.reason, err, tc.want)
		})
	}
}

// TestSameCache brings a cache back that was kept, as something else.
func TestSameCache(t *testing.T) {
	token := observed.Resources{name.Cache: {Spec: map[string]string{"engine": "redis", "authTokenSecretRef.name": "s"}}}
	cases := map[string]struct {
		reason string
		spec   string
		want   string
	}{
		"Same":   {"It goes on as it was.", `{cache: {}}`, ""},
		"Auth":   {"Clients would be locked out.", `{cache: {auth: None}}`, "spec.cache.auth: the existing cache has Token and cannot change to None"},
		"Shards": {"Cluster mode is for life.", `{cache: {shards: 2}}`, "spec.cache.shards"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			_, err := New(plantest.Stored(t, tc.spec), live.Of(token))
			plantest.Refusal(t, tc.reason, err, tc.want)
		})
	}
}

// TestCacheVersion drifts a cache: AWS reports a number more than it takes.
func TestCacheVersion(t *testing.T) {
	seen := observed.Resources{name.Cache: {
		Spec:   map[string]string{"engine": "valkey", "engineVersion": "8.0", "authTokenSecretRef.name": "s"},
		Status: map[string]string{"engineVersionActual": "8.1.0"},
	}}
	if got := mustPlan(t, plantest.Stored(t, `{cache: {engine: valkey}}`), live.Of(seen)).Cache.Version; got != "8.1" {
		t.Errorf("want 8.1, got %s", got)
	}
}

// TestSurrenderParts lets go of what a protected store was made of and is no
// longer: in AWS it would be in the way of a successor of the same name.
func TestSurrenderParts(t *testing.T) {
	database := observed.Resource{Undeletable: true, Status: map[string]string{"parameterGroupName": "farmers-database-parameters-postgres17-abc123", "masterUserSecret.0.secretArn": "arn"}}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   plan.Lifecycle
	}{
		"Protected": {
			reason: "First it gives up its protection.",
			seen:   observed.Resources{name.Database: database, "database-parameters-postgres16": {Undeletable: true}, name.DatabaseSecret: {Undeletable: true}},
			want:   plan.Lifecycle{Unprotected: []name.Key{"database-parameters-postgres16", name.DatabaseSecret}},
		},
		"Deletable": {
			reason: "Then it leaves.",
			seen:   observed.Resources{name.Database: database, "database-parameters-postgres16": {}, name.DatabaseSecret: {}},
		},
		"InUse": {
			reason: "Not before the store is seen without it.",
			seen: observed.Resources{
				name.Database:                    {Undeletable: true, Status: map[string]string{"parameterGroupName": "old"}},
				"database-parameters-postgres16": {Undeletable: true}, name.DatabaseSecret: {Undeletable: true},
			},
			want: plan.Lifecycle{Draining: []name.Key{"database-parameters-postgres16", name.DatabaseSecret}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := mustPlan(t, plantest.Stored(t, `{database: {}}`), live.Of(tc.seen)).Lifecycle
			got = plan.Lifecycle{Draining: got.Draining, Unprotected: got.Unprotected}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestRemoval takes a store down step by step: nothing leaves without being
// confirmed, and nothing before what depends on it.
func TestRemoval(t *testing.T) {
	protected := observed.Resource{Undeletable: true, Status: map[string]string{"deletionProtection": "true"}}
	free := observed.Resource{Status: map[string]string{"deletionProtection": "false"}}
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   plan.Lifecycle
	}{
		"NotConfirmed": {
			reason: "All of it stays but the way in, and the user is told what to do.",
			spec:   `{}`,
			seen:   observed.Resources{name.Database: protected, name.DatabaseSubnets: {Undeletable: true}, "database-ingress-chat": {}, name.DatabaseSecretRotation: {Undeletable: true}},
			want: plan.Lifecycle{
				Draining: []name.Key{name.Database, name.DatabaseSecretRotation, name.DatabaseSubnets},
				Held:     []string{"the claim has no database any more, and the one that exists is kept: bring spec.database back, or give the data up by spec.confirmDeletion: [database]"},
			},
		},
		"OtherConfirmed": {
			reason: "The word for one store is not the word for another.",
			spec:   `{confirmDeletion: [cache]}`,
			seen:   observed.Resources{name.Database: free},
			want: plan.Lifecycle{
				Draining: []name.Key{name.Database},
				Held:     []string{"the claim has no database any more, and the one that exists is kept: bring spec.database back, or give the data up by spec.confirmDeletion: [database]"},
			},
		},
		"Shielded": {
			reason: "First everything gives up its protection; a replica has none and leaves.",
			spec:   `{confirmDeletion: [database]}`,
			seen:   observed.Resources{name.Database: protected, name.DatabaseSubnets: {Undeletable: true}, "database-replica-1": {}},
			want:   plan.Lifecycle{Unprotected: []name.Key{name.Database, name.DatabaseSubnets}},
		},
		"RDSProtects": {
			reason: "RDS's own switch counts, until RDS says that it is off.",
			spec:   `{confirmDeletion: [database]}`,
			seen:   observed.Resources{name.Database: {}, name.DatabaseSubnets: {}},
			want:   plan.Lifecycle{Unprotected: []name.Key{name.Database}, Draining: []name.Key{name.DatabaseSubnets}},
		},
		"NeverMade": {
			reason: "A database that AWS refused to make has nothing that protects it.",
			spec:   `{confirmDeletion: [database]}`,
			seen:   observed.Resources{name.Database: {Problem: "DBSnapshotNotFound"}},
			want:   plan.Lifecycle{},
		},
		"ReplicasFirst": {
			reason: "A database outlives its replicas.",
			spec:   `{confirmDeletion: [database]}`,
			seen:   observed.Resources{name.Database: free, "database-replica-1": {}},
			want:   plan.Lifecycle{Draining: []name.Key{name.Database}},
		},
		"Store": {
			reason: "Then the store goes, and what it is made of stays until it is gone.",
			spec:   `{confirmDeletion: [database]}`,
			seen:   observed.Resources{name.Database: free, name.DatabaseSubnets: {}},
			want:   plan.Lifecycle{Draining: []name.Key{name.DatabaseSubnets}},
		},
		"Rest": {
			reason: "At last the rest goes.",
			spec:   `{confirmDeletion: [database]}`,
			seen:   observed.Resources{name.DatabaseSubnets: {}},
			want:   plan.Lifecycle{},
		},
		"Gone": {
			reason: "A platform without stores has nothing to keep.",
			spec:   `{}`,
			seen:   plantest.InAccount(nil),
			want:   plan.Lifecycle{},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := mustPlan(t, plantest.Stored(t, tc.spec), live.Of(tc.seen)).Lifecycle
			got = plan.Lifecycle{Draining: got.Draining, Unprotected: got.Unprotected, Held: got.Held}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(plan.Platform{})); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestSpreadable(t *testing.T) {
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   string
		err    string
	}{
		"Drawing":       {"One node in each zone.", `{search: {}}`, nil, "ab", ""},
		"ThreeZones":    {"Two nodes span two of three zones.", `{zones: [a, b, c], search: {}}`, nil, "ab", ""},
		"ThreeNodes":    {"Three nodes span three zones.", `{zones: [a, b, c], search: {instances: 3}}`, nil, "abc", ""},
		"FourZones":     {"AWS spreads over three at most.", `{zones: [a, b, c, d], search: {instances: 4}}`, nil, "abc", ""},
		"Single":        {"One node is in one zone.", `{search: {instances: 1}}`, nil, "a", ""},
		"OddOverTwo":    {"AWS wants as many in each of two.", `{search: {instances: 3}}`, nil, "", "spec.search.instances: 3 nodes cannot be spread evenly over two zones (a, b), as AWS demands: write 2 or 4"},
		"TooFewForZone": {"Three zones need three nodes.", `{zones: [a, b, c], search: {zones: [a, b, c]}}`, nil, "", "2 nodes cannot be spread over 3 zones (a, b, c): write 3 or more, or name fewer in spec.search.zones"},
		"Observed": {
			reason: "A domain stays where it is when the platform gets a zone.",
			spec:   `{zones: [a, b, c], search: {}}`,
			seen: observed.Resources{name.Search: {Spec: map[string]string{
				"vpcOptions.subnetIds.0": "subnet-b", "vpcOptions.subnetIds.1": "subnet-c",
			}}, "subnet-database-a": plantest.WithID("subnet-a"), "subnet-database-b": plantest.WithID("subnet-b"), "subnet-database-c": plantest.WithID("subnet-c")},
			want: "bc",
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d, err := New(plantest.Stored(t, tc.spec), live.Of(tc.seen))
			if plantest.Refusal(t, tc.reason, err, tc.err) {
				return
			}
			if got := strings.ReplaceAll(letters(d.Search.Zones), ", ", ""); got != tc.want {
				t.Errorf("%s\nwant %s, got %s", tc.reason, tc.want, got)
			}
		})
	}
}

func TestSearchRoleTrust(t *testing.T) {
	const services = `{search: {accessPrincipalArns: ["arn:aws:iam::123456789012:role/ops"]}, services: [{name: find, image: one, uses: [search]}, {name: other, image: two}]}`
	role := observed.Resource{Status: map[string]string{"arn": "arn:aws:iam::123456789012:role/find"}}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   SearchRole
	}{
		"NotYet": {
			reason: "IAM accepts no principal that does not exist.",
			seen:   plantest.InAccount(nil),
			want:   SearchRole{Name: "farmers-search-access-role-abc123", Trusted: []string{"arn:aws:iam::123456789012:role/ops"}},
		},
		"Trusted": {
			reason: "A service that uses search is trusted as soon as its role exists; another is not.",
			seen:   plantest.InAccount(observed.Resources{"task-role-find": role, "task-role-other": role}),
			want:   SearchRole{Name: "farmers-search-access-role-abc123", Trusted: []string{"arn:aws:iam::123456789012:role/find", "arn:aws:iam::123456789012:role/ops"}},
		},
		"Forgotten": {
			reason: "A role of which nothing is known for a moment goes on being trusted.",
			seen:   plantest.InAccount(observed.Resources{"task-role-find": {}, name.SearchRole: {}}),
			want:   SearchRole{Name: "farmers-search-access-role-abc123", Trusted: []string{"arn:aws:iam::123456789012:role/ops"}, BlockedOn: plan.Blockers{{On: name.TaskRole("find"), Field: plan.FieldARN}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := mustPlan(t, plantest.Stored(t, services), live.Of(tc.seen)).Search.Role
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestConnectionWaitsForAll(t *testing.T) {
	p := plantest.Stored(t, `{database: {}, search: {}}`)
	database := observed.Resource{Status: map[string]string{"address": "db.example.org", "port": "5432", "dbName": "app", "masterUserSecret.0.secretArn": "arn:secret"}}
	got := mustPlan(t, p, live.Of(plantest.InAccount(observed.Resources{name.Database: database}))).Connection
	want := &Connection{
		Key: name.ConnectionSecret("farmers-connection"), Secret: "farmers-connection", Namespace: "team", BlockedOn: plan.Blockers{{Why: "search-endpoint"}},
		Details: map[string]string{"database-host": "db.example.org", "database-port": "5432", "database-name": "app", "database-secret-arn": "arn:secret"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("no workload should start with half of it\n-want, +got:\n%s", diff)
	}
}

// TestKeyUsages shows which stores keep the platform's key for as long as they
// exist.
func TestKeyUsages(t *testing.T) {
	of := func(store v1alpha1.Store, replay bool, blockedOn ...plan.Blocker) KeyUsage {
		return KeyUsage{Key: name.KeyUsage(store), Store: store, Replay: replay, BlockedOn: blockedOn}
	}
	database := plan.Blocker{On: name.Database, Why: "the database"}
	stands := observed.Resources{name.Database: {}, name.Cache: {}, name.Search: {}}
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   []KeyUsage
	}{
		"None":       {"Without a store nothing needs the key at its end.", `{}`, nil, nil},
		"New":        {"Nothing uses the key before it exists.", `{database: {}}`, nil, []KeyUsage{of("database", true, database)}},
		"Stand":      {"Database and cache end with a snapshot, search does not.", `{database: {}, cache: {}, search: {}}`, stands, []KeyUsage{of("database", true), of("cache", true)}},
		"Removed":    {"What was removed from the claim and is kept goes with the platform.", `{cache: {}}`, stands, []KeyUsage{of("database", true), of("cache", true)}},
		"HalfSeen":   {"Of what is kept, nothing is given up because it is not seen for a moment.", `{}`, observed.Resources{name.DatabaseSubnets: {}}, []KeyUsage{of("database", true, database)}},
		"Confirmed":  {"What leaves a platform that lives on takes no key with it.", `{cache: {}, confirmDeletion: [database]}`, stands, []KeyUsage{of("database", false), of("cache", true)}},
		"Gone":       {"What is gone uses nothing.", `{cache: {}, confirmDeletion: [database]}`, observed.Resources{name.Cache: {}}, []KeyUsage{of("cache", true)}},
		"ForeignKey": {"A key that the claim brings is not the platform's to delete.", `{database: {}, encryption: {kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/k"}}`, nil, nil},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := plantest.InAccount(tc.seen)
			if title == "ForeignKey" {
				delete(seen, name.EncryptionKey)
			}
			d := mustPlan(t, plantest.Stored(t, tc.spec), live.Of(seen))
			if diff := cmp.Diff(tc.want, d.KeyUsages); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

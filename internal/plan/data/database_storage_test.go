package data

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestDatabaseStorage(t *testing.T) {
	grown := func(text string) observed.Resources {
		return observed.Resources{name.Database: {Status: map[string]string{"allocatedStorage": text, "iops": "3000"}}}
	}
	near := func(ceiling string) observed.Resources {
		return observed.Resources{name.Database: {Status: map[string]string{"allocatedStorage": "480", "maxAllocatedStorage": ceiling}}}
	}
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   Storage
		note   string
		err    string
	}{
		"Size":      {reason: "The size says both.", spec: `{database: {size: Small}}`, want: Storage{GiB: 20, MaxGiB: new(int64(100))}},
		"Override":  {reason: "Room to grow follows what is asked for.", spec: `{database: {storageGiB: 300}}`, want: Storage{GiB: 300, MaxGiB: new(int64(600))}},
		"Striped":   {reason: "From 400 GiB on AWS takes no less than so many IOPS.", spec: `{database: {size: Large}}`, want: Storage{GiB: 400, MaxGiB: new(int64(2000)), IOPS: 12000, MiBps: 500}},
		"Faster":    {reason: "Who has more keeps it.", spec: `{database: {size: Large}}`, seen: observed.Resources{name.Database: {Status: map[string]string{"allocatedStorage": "400", "iops": "16000", "storageThroughput": "750"}}}, want: Storage{GiB: 400, MaxGiB: new(int64(2000)), IOPS: 16000, MiBps: 750}},
		"Limit":     {reason: "No storage is larger than AWS has.", spec: `{database: {storageGiB: 40000}}`, want: Storage{GiB: 40000, MaxGiB: new(int64(65536)), IOPS: 12000, MiBps: 500}},
		"Off":       {reason: "The same number switches growth off.", spec: `{database: {storageGiB: 300, maxStorageGiB: 300}}`, want: Storage{GiB: 300, MaxGiB: new(int64(0))}},
		"Grown":     {reason: "What AWS has grown never shrinks.", spec: `{database: {size: Small}}`, seen: grown("60"), want: Storage{GiB: 60, MaxGiB: new(int64(100))}},
		"Smaller":   {reason: "Nor when the claim asks for less; growth ends there.", spec: `{database: {size: Small}}`, seen: grown("300"), want: Storage{GiB: 300, MaxGiB: new(int64(0))}},
		"Forgotten": {reason: "Nor when the provider has nothing to report.", spec: `{database: {size: Small}}`, seen: observed.Resources{name.Database: {Spec: map[string]string{"allocatedStorage": "60"}}}, want: Storage{GiB: 60, MaxGiB: new(int64(100))}},
		"Refused":   {reason: "What was asked for and AWS has not can be taken back.", spec: `{database: {size: Small}}`, seen: observed.Resources{name.Database: {Spec: map[string]string{"allocatedStorage": "400"}, Status: map[string]string{"allocatedStorage": "20"}}}, want: Storage{GiB: 20, MaxGiB: new(int64(100))}},
		"Near":      {reason: "A ceiling stays when the storage has grown close to it: AWS would not take it again.", spec: `{database: {}}`, seen: near("500"), want: Storage{GiB: 480, MaxGiB: new(int64(500)), IOPS: 12000, MiBps: 500}},
		"NearUnset": {reason: "A snapshot brings no ceiling: it gets one that AWS takes.", spec: `{database: {}}`, seen: near("0"), want: Storage{GiB: 480, MaxGiB: new(int64(528)), IOPS: 12000, MiBps: 500}},
		"NearRaised": {
			reason: "What the claim says itself is not exceeded without a word.", spec: `{database: {maxStorageGiB: 510}}`, seen: near("500"),
			want: Storage{GiB: 480, MaxGiB: new(int64(528)), IOPS: 12000, MiBps: 500},
			note: "spec.database.maxStorageGiB: 510 is less than a tenth above the 480 GiB that there are, which AWS refuses, and 528 is asked for: write 528 or more, or 480 to switch growth off",
		},
		"NearLowered":   {reason: "Nor is a ceiling that was higher.", spec: `{database: {maxStorageGiB: 500}}`, seen: near("1000"), want: Storage{GiB: 480, MaxGiB: new(int64(528)), IOPS: 12000, MiBps: 500}, note: "spec.database.maxStorageGiB: 500 is"},
		"NearOff":       {reason: "It can be switched off there.", spec: `{database: {maxStorageGiB: 480}}`, seen: near("500"), want: Storage{GiB: 480, MaxGiB: new(int64(0)), IOPS: 12000, MiBps: 500}},
		"NearForgotten": {reason: "What AWS does not tell is as it was asked for.", spec: `{database: {}}`, seen: observed.Resources{name.Database: {Spec: map[string]string{"allocatedStorage": "480", "maxAllocatedStorage": "500"}}}, want: Storage{GiB: 480, MaxGiB: new(int64(500)), IOPS: 12000, MiBps: 500}},
		"NearLimit":     {reason: "Where AWS has nothing above, growth ends.", spec: `{database: {storageGiB: 40000}}`, seen: grown("60000"), want: Storage{GiB: 60000, MaxGiB: new(int64(0)), IOPS: 12000, MiBps: 500}},
		"Restored":      {reason: "The size of a snapshot is unknown until AWS reports it.", spec: `{database: {version: "16", restore: {snapshotIdentifier: one}}}`},
		"Room":          {reason: "AWS wants room to grow by a tenth.", spec: `{database: {maxStorageGiB: 105}}`, err: "spec.database.maxStorageGiB: 105 must be at least a tenth more than the storage (100 GiB)"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d, err := New(plantest.Stored(t, tc.spec), live.Of(tc.seen))
			if plantest.Refusal(t, tc.reason, err, tc.err) {
				return
			}
			if diff := cmp.Diff(tc.want, d.Database.Storage); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
			if got := texts(d.Progress); (got == "") != (tc.note == "") || !strings.Contains(got, tc.note) {
				t.Errorf("%s\nwant note %q, got %q", tc.reason, tc.note, got)
			}
		})
	}
}

// TestReplicaStorage grows read replicas with their database: RDS does not, and a
// replica that is full replicates no more.
func TestReplicaStorage(t *testing.T) {
	const claim = `{database: {password: Generated, readReplicas: 1, storageGiB: 1000, maxStorageGiB: 1000}}`
	of := func(fields ...string) observed.Resource {
		r := observed.Resource{ExternalName: "db-ABC", Status: map[string]string{}}
		for i := 0; i < len(fields); i += 2 {
			r.Status[fields[i]] = fields[i+1]
		}
		return r
	}
	cases := map[string]struct {
		reason            string
		spec              string
		database, replica observed.Resource
		want              Storage
	}{
		"Grown": {
			reason: "What the claim adds the replica gets too, and the speed that AWS demands with it.",
			spec:   claim, database: of("allocatedStorage", "100", "maxAllocatedStorage", "500"), replica: of("allocatedStorage", "100", "maxAllocatedStorage", "500"),
			want: Storage{GiB: 1000, MaxGiB: new(int64(0)), IOPS: 12000, MiBps: 500},
		},
		"GrownByAWS": {
			reason: "So does what AWS has added, with room to grow further.",
			spec:   `{database: {password: Generated, readReplicas: 1}}`, database: of("allocatedStorage", "470", "maxAllocatedStorage", "500"), replica: of("allocatedStorage", "100", "maxAllocatedStorage", "500"),
			want: Storage{GiB: 470, MaxGiB: new(int64(517)), IOPS: 12000, MiBps: 500},
		},
		"Larger": {
			reason: "A replica that AWS has grown by itself does not shrink.",
			spec:   `{database: {password: Generated, readReplicas: 1}}`, database: of("allocatedStorage", "100"), replica: of("allocatedStorage", "120", "maxAllocatedStorage", "500"),
			want: Storage{GiB: 120, MaxGiB: new(int64(500))},
		},
		"Faster": {
			reason: "It is as fast as its database.",
			spec:   claim, database: of("allocatedStorage", "1000", "iops", "16000", "storageThroughput", "750"), replica: of("allocatedStorage", "1000", "iops", "12000"),
			want: Storage{GiB: 1000, MaxGiB: new(int64(0)), IOPS: 16000, MiBps: 750},
		},
		"New": {
			reason: "AWS makes one as large as its database is, and takes no IOPS for what that is yet to become.",
			spec:   claim, database: of("allocatedStorage", "100"),
			want: Storage{GiB: 100, MaxGiB: new(int64(1000))},
		},
		"NewNear": {
			reason: "A new one has no ceiling that could stay.",
			spec:   `{database: {password: Generated, readReplicas: 1}}`, database: of("allocatedStorage", "470", "maxAllocatedStorage", "500"),
			want: Storage{GiB: 470, MaxGiB: new(int64(517)), IOPS: 12000, MiBps: 500},
		},
		"Restored": {
			reason: "Nothing is known before the database is.",
			spec:   `{database: {password: Generated, readReplicas: 1, version: "16", restore: {snapshotIdentifier: one}}}`, database: observed.Resource{Initial: map[string]string{"snapshotIdentifier": "one"}},
			want: Storage{},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := observed.Resources{name.Database: tc.database, "database-replica-1": tc.replica}
			if diff := cmp.Diff(tc.want, mustPlan(t, plantest.Stored(t, tc.spec), live.Of(seen)).Database.Replicas[0].Storage); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

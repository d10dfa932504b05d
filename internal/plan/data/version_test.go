package data

import (
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestUpgrade(t *testing.T) {
	postgres := upgrade{Field: "spec.database.version", MajorDigits: 1, MajorField: "spec.database.allowMajorUpgrade"}
	mysql := postgres
	mysql.MajorDigits = 2
	with := func(u upgrade, asked, running string, major bool) upgrade {
		u.Asked, u.Running, u.Major, u.Named = asked, running, major, true
		return u
	}
	unnamed := with(postgres, "16", "17.2", false)
	unnamed.Named = false
	cases := map[string]struct {
		reason  string
		upgrade upgrade
		want    string
		err     string // or the note
	}{
		"New":             {"What does not run yet gets what was asked for.", with(postgres, "17", "", false), "17", ""},
		"MajorOnly":       {"A claim that names the major version leaves the minor one to AWS.", with(postgres, "17", "17.6", false), "17", ""},
		"Same":            {"What is asked for runs.", with(postgres, "17.6", "17.6", false), "17.6", ""},
		"MinorUp":         {"A newer minor version is an upgrade.", with(postgres, "17.7", "17.6", false), "17.7", ""},
		"NeverPulledBack": {"A minor version that AWS has upgraded stays.", with(postgres, "17.4", "17.6", false), "17.6", ""},
		"TwoDigits":       {"Versions are numbers, not texts.", with(postgres, "17.9", "17.10", false), "17.10", ""},
		"Patch":           {"AWS may report more than it was asked for.", with(mysql, "8.4", "8.4.5", false), "8.4", ""},
		"MajorRefused":    {"Another major version has to be meant.", with(postgres, "17", "16.4", false), "", "spec.database.version: from 16.4 to 17 is another major version, which interrupts the service and cannot be undone; permit it by spec.database.allowMajorUpgrade: true, or write 16"},
		"MajorPermitted":  {"It is meant.", with(postgres, "17", "16.4", true), "17", ""},
		"MySQLMajor":      {"MySQL counts two numbers as the major version.", with(mysql, "8.4", "8.0.39", false), "", "or write 8.0"},
		"Back":            {"There is no way back, permitted or not, and nothing else waits for the claim to say so.", with(postgres, "16", "17.2", true), "17.2", "16 is older than 17.2, which runs and stays: AWS has no way back; write 17"},
		"EndOfLife":       {"What AWS has upgraded stays so where the claim leaves it to AWS.", unnamed, "17", ""},
		"RedisSix":        {"Redis reports 6.x in words of its own.", with(upgrade{MajorDigits: 1, Major: true}, "7.1", "6.x", true), "7.1", ""},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got, note, err := tc.upgrade.version()
			if err != nil {
				note = err.Error()
			}
			if (note != "") != (tc.err != "") || !strings.Contains(note, tc.err) {
				t.Fatalf("%s\nwant error %q, got %v", tc.reason, tc.err, note)
			}
			if got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

// TestReplicasFirst upgrades a database with a read replica.
func TestReplicasFirst(t *testing.T) {
	type want struct{ database, replica, pending, err string }
	at := func(database, replica string) observed.Resources {
		return observed.Resources{
			name.Database:           {Spec: map[string]string{"engineVersion": "17.4"}, Status: map[string]string{"engineVersionActual": database}},
			name.DatabaseReplica(1): {Status: map[string]string{"engineVersionActual": replica}},
		}
	}
	const postgres = `{database: {password: Generated, readReplicas: 1, allowMajorUpgrade: true, version: "`
	cases := map[string]struct {
		reason string
		spec   string
		seen   observed.Resources
		want   want
	}{
		"Replica":  {"A minor version comes to the replica first.", postgres + `17.6"}}`, at("17.4", "17.4"), want{"17.4", "17.6", "database is upgraded to 17.6 after its read replicas", ""}},
		"Database": {"Then to the database.", postgres + `17.6"}}`, at("17.4", "17.6"), want{"17.6", "17.6", "", ""}},
		"Unknown":  {"What is not known of a replica holds nothing back.", postgres + `17.6"}}`, at("17.4", ""), want{"17.6", "17.6", "", ""}},
		"Major":    {"With a major version of PostgreSQL replicas follow by themselves.", postgres + `18"}}`, at("17.4", "17.4"), want{"18", "", "", ""}},
		"MySQL": {
			"Those of MySQL do not.", `{database: {engine: mysql, password: Generated, readReplicas: 1, allowMajorUpgrade: true, version: "8.4"}}`,
			at("8.0.39", "8.0.39"), want{err: "AWS upgrades mysql to 8.4 only after every read replica: set readReplicas: 0"},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			d, err := New(plantest.Stored(t, tc.spec), live.Of(tc.seen))
			if plantest.Refusal(t, tc.reason, err, tc.want.err) {
				return
			}
			got := want{d.Database.Version, d.Database.Replicas[0].Version, texts(d.Progress), ""}
			if got != tc.want {
				t.Errorf("%s\nwant %v, got %v", tc.reason, tc.want, got)
			}
		})
	}
}

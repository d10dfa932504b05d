package v1alpha1

import (
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

func TestValidateStores(t *testing.T) {
	cases := map[string]struct {
		reason string
		spec   string
		want   []string
	}{
		"Defaults":         {"The drawing's stores are valid.", `{database: {}, cache: {}, search: {}}`, nil},
		"ManagedReplicas":  {"AWS refuses the combination, and the way out is named.", `{database: {readReplicas: 1}}`, []string{"spec.database.password: Invalid value: \"Managed\": AWS refuses read replicas of a database whose password RDS manages: write password: Generated"}},
		"Generated":        {"With a password of its own a database can have replicas.", `{database: {readReplicas: 1, password: Generated}}`, nil},
		"Rotation":         {"What is not managed is not rotated.", `{database: {passwordRotationDays: 30, password: Generated}}`, []string{"spec.database.passwordRotationDays"}},
		"StorageCeiling":   {"AWS wants room to grow by a tenth.", `{database: {storageGiB: 100, maxStorageGiB: 109}}`, []string{"must be at least a tenth more than storageGiB (100)"}},
		"StorageFixed":     {"The same number switches growth off.", `{database: {storageGiB: 100, maxStorageGiB: 100}}`, nil},
		"PostgresVersion":  {"PostgreSQL has two numbers.", `{database: {version: "17.4.1"}}`, []string{"write for example 17 or 17.4"}},
		"MySQLVersion":     {"A major version of MySQL has two numbers.", `{database: {engine: mysql, version: "8"}}`, []string{"write for example 8.4 or 8.4.5"}},
		"MySQLUsername":    {"MySQL has shorter names.", `{database: {engine: mysql, username: abcdefghijklmnopq}}`, []string{"spec.database.username: Too long"}},
		"ShortBackup":      {"AWS wants half an hour.", `{database: {backup: {window: "02:00-02:29"}}}`, []string{"spec.database.backup.window: Invalid value: \"02:00-02:29\": must be at least 30 minutes"}},
		"Overlap":          {"No backup while AWS changes the database.", `{database: {backup: {window: "02:00-03:00"}, maintenanceWindow: "sun:02:30-sun:03:30"}}`, []string{"must not overlap backup.window (02:00-03:00)"}},
		"OverlapMidnight":  {"Windows may go past midnight, and past the end of the week.", `{database: {backup: {window: "23:30-00:30"}, maintenanceWindow: "mon:00:00-mon:01:00"}}`, []string{"must not overlap"}},
		"SideBySide":       {"One may begin where the other ends.", `{database: {backup: {window: "02:00-03:00"}, maintenanceWindow: "sun:03:00-sun:04:00"}}`, nil},
		"MalformedWindow":  {"What is unreadable is the schema's to refuse, and breaks nothing.", `{database: {maintenanceWindow: "mon-tue"}}`, []string{"spec.database.maintenanceWindow"}},
		"ShortMaintenance": {"The cache needs a whole hour.", `{cache: {maintenanceWindow: "sun:03:00-sun:03:59"}}`, []string{"spec.cache.maintenanceWindow: Invalid value: \"sun:03:00-sun:03:59\": must be at least 60 minutes"}},
		"ValkeyTooOld":     {"There is no such Valkey.", `{cache: {engine: valkey, version: "7.1"}}`, []string{"valkey begins with 7.2"}},
		"RedisTooNew":      {"Nor such a Redis.", `{cache: {version: "7.2"}}`, []string{"redis ends with 7.1: write engine: valkey"}},
		"RestoreNoVersion": {"A snapshot has a version of its own.", `{database: {restore: {snapshotIdentifier: one}}}`, []string{"spec.database.version: Required value: with restore, write the version that the snapshot has"}},
		"RedisTooOld":      {"AWS names versions before 6 otherwise.", `{cache: {version: "5.0"}}`, []string{"versions before 6.0 are not supported"}},
		"ReservedUser":     {"RDS keeps some names.", `{database: {username: Admin}}`, []string{"spec.database.username: Invalid value: \"Admin\": RDS keeps this name for itself"}},
		"NoneForMariaDB":   {"RDS ends with the community there.", `{database: {engine: mariadb, extendedSupport: Disabled}}`, []string{"spec.database.extendedSupport: Invalid value: \"Disabled\": RDS has none for MariaDB"}},
		"AdminOfMySQL":     {"Not for every engine.", `{database: {engine: mysql, username: admin}}`, nil},
		"NoSnapshots":      {"In cluster mode AWS cannot switch them on.", `{cache: {shards: 2, snapshotRetentionDays: 0}}`, []string{"spec.cache.snapshotRetentionDays: Invalid value: 0: with shards"}},
		"ClusterEnabled":   {"One field decides.", `{cache: {parameters: {cluster-enabled: "yes"}}}`, []string{"spec.cache.parameters[cluster-enabled]: Forbidden: shards decides it"}},
		"Tiering":          {"A node type that needs more than a claim can say.", `{cache: {nodeType: cache.r6gd.xlarge}}`, []string{"spec.cache.nodeType"}},
		"OwnDisks":         {"A domain's nodes have volumes here.", `{search: {instanceType: i3.large.search}}`, []string{"spec.search.instanceType"}},
		"NoDefaultUser":    {"AWS makes no group without it.", `{cache: {auth: Users, users: [{name: chat, accessString: "on ~* +@all", passwordSecretRef: {name: one}}]}}`, []string{"one must be named default"}},
		"Everything":       {"All faults at once.", `{database: {version: "1.2.3", readReplicas: 1}, search: {zones: [f]}}`, []string{"spec.database.version", "spec.database.password", "spec.search.zones[0]"}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			var raw map[string]any
			if err := yaml.Unmarshal([]byte(tc.spec), &raw); err != nil {
				t.Fatal(err)
			}
			raw["region"] = "eu-central-1"
			_, faults := Decode(raw)
			if len(faults) != len(tc.want) {
				t.Fatalf("%s\nwant %d faults, got %v", tc.reason, len(tc.want), faults)
			}
			for i, want := range tc.want {
				found := false
				for _, f := range faults {
					found = found || strings.Contains(f.Error(), want)
				}
				if !found {
					t.Errorf("%s\nwant a fault %q, got %v", tc.reason, tc.want[i], faults)
				}
			}
		})
	}
}

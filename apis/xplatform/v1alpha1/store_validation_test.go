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
		"Defaults":          {"The drawing's stores are valid.", `{database: {}, cache: {}, search: {}}`, nil},
		"ManagedReplicas":   {"AWS refuses the combination, and the way out is named.", `{database: {readReplicas: 1}}`, []string{"spec.database.password: Invalid value: \"Managed\": AWS refuses read replicas of a database whose password RDS manages: write password: Generated"}},
		"Generated":         {"With a password of its own a database can have replicas.", `{database: {readReplicas: 1, password: Generated}}`, nil},
		"Rotation":          {"What is not managed is not rotated.", `{database: {passwordRotationDays: 30, password: Generated}}`, []string{"spec.database.passwordRotationDays"}},
		"StorageCeiling":    {"AWS wants room to grow by a tenth.", `{database: {storageGiB: 100, maxStorageGiB: 109}}`, []string{"must be at least a tenth more than storageGiB (100)"}},
		"StorageFixed":      {"The same number switches growth off.", `{database: {storageGiB: 100, maxStorageGiB: 100}}`, nil},
		"PostgresVersion":   {"PostgreSQL has two numbers.", `{database: {version: "17.4.1"}}`, []string{"write for example 17 or 17.4"}},
		"MySQLVersion":      {"A major version of MySQL has two numbers.", `{database: {engine: mysql, version: "8"}}`, []string{"write for example 8.4 or 8.4.5"}},
		"MySQLUsername":     {"MySQL has shorter names.", `{database: {engine: mysql, username: abcdefghijklmnopq}}`, []string{"spec.database.username: Too long"}},
		"ShortBackup":       {"AWS wants half an hour.", `{database: {backup: {window: "02:00-02:29"}}}`, []string{"spec.database.backup.window: Invalid value: \"02:00-02:29\": must be at least 30 minutes"}},
		"Overlap":           {"No backup while AWS changes the database.", `{database: {backup: {window: "02:00-03:00"}, maintenanceWindow: "sun:02:30-sun:03:30"}}`, []string{"must not overlap backup.window (02:00-03:00)"}},
		"OverlapMidnight":   {"Windows may go past midnight, and past the end of the week.", `{database: {backup: {window: "23:30-00:30"}, maintenanceWindow: "mon:00:00-mon:01:00"}}`, []string{"must not overlap"}},
		"SideBySide":        {"One may begin where the other ends.", `{database: {backup: {window: "02:00-03:00"}, maintenanceWindow: "sun:03:00-sun:04:00"}}`, nil},
		"MalformedWindow":   {"What is unreadable is the schema's to refuse, and breaks nothing.", `{database: {maintenanceWindow: "mon-tue"}}`, []string{"spec.database.maintenanceWindow"}},
		"ShortMaintenance":  {"The cache needs a whole hour.", `{cache: {maintenanceWindow: "sun:03:00-sun:03:59"}}`, []string{"spec.cache.maintenanceWindow: Invalid value: \"sun:03:00-sun:03:59\": must be at least 60 minutes"}},
		"ValkeyTooOld":      {"There is no such Valkey.", `{cache: {engine: valkey, version: "7.1"}}`, []string{"valkey starts at 7.2"}},
		"RedisTooNew":       {"Nor such a Redis.", `{cache: {version: "7.2"}}`, []string{"redis ends with 7.1: write engine: valkey"}},
		"RestoreNoVersion":  {"A snapshot has a version of its own.", `{database: {restore: {snapshotIdentifier: one}}}`, []string{"spec.database.version: Required value: with restore, set the version of the snapshot"}},
		"RedisTooOld":       {"AWS names versions before 6 otherwise.", `{cache: {version: "5.0"}}`, []string{"versions before 6.0 are not supported"}},
		"NoneForMariaDB":    {"RDS ends with the community there.", `{database: {engine: mariadb, extendedSupport: Disabled}}`, []string{"spec.database.extendedSupport: Invalid value: \"Disabled\": RDS has none for MariaDB"}},
		"NoSnapshots":       {"In cluster mode AWS cannot switch them on.", `{cache: {shards: 2, snapshotRetentionDays: 0}}`, []string{"spec.cache.snapshotRetentionDays: Invalid value: 0: with shards"}},
		"ClusterEnabled":    {"One field decides.", `{cache: {parameters: {cluster-enabled: "yes"}}}`, []string{"spec.cache.parameters[cluster-enabled]: Forbidden: shards decides it"}},
		"Tiering":           {"A node type that needs more than a claim can say.", `{cache: {nodeType: cache.r6gd.xlarge}}`, []string{"spec.cache.nodeType"}},
		"OwnDisks":          {"A domain's nodes have volumes here.", `{search: {instanceType: i3.large.search}}`, []string{"spec.search.instanceType"}},
		"Unencrypted":       {"RDS encrypts no database of this class.", `{database: {instanceClass: db.t2.micro}}`, []string{"spec.database.instanceClass: Invalid value: \"db.t2.micro\": RDS does not encrypt databases of this class"}},
		"OldClass":          {"Nor of the first generations.", `{database: {instanceClass: db.m1.small}}`, []string{"spec.database.instanceClass"}},
		"Encrypted":         {"It does larger ones of the second.", `{database: {instanceClass: db.t2.small}}`, nil},
		"UnencryptedNode":   {"ElastiCache encrypts no node of the first generation.", `{cache: {nodeType: cache.t1.micro}}`, []string{"spec.cache.nodeType: Invalid value: \"cache.t1.micro\": ElastiCache does not encrypt nodes of this type"}},
		"EncryptedNode":     {"It does those of the second, but for M2.", `{cache: {nodeType: cache.t2.micro}}`, nil},
		"TooManyNodes":      {"A cache has 500 nodes, replicas included.", `{cache: {shards: 251, replicas: 1}}`, []string{"spec.cache.shards: Invalid value: 251: with 1 replicas each they are 502 nodes, and a cache has at most 500"}},
		"AllNodes":          {"As many as that are possible.", `{cache: {shards: 250, replicas: 1}}`, nil},
		"OwnDisksToday":     {"New types with disks are refused as well.", `{search: {instanceType: r8gd.large.search}}`, []string{"spec.search.instanceType: Invalid value: \"r8gd.large.search\": nodes of this type have instance storage"}},
		"UnencryptedData":   {"OpenSearch encrypts no T2.", `{search: {instanceType: t2.small.search}}`, []string{"OpenSearch does not encrypt nodes of this type"}},
		"WarmNode":          {"A node for old data is none for new data.", `{search: {instanceType: ultrawarm1.medium.search}}`, []string{"hold old data only"}},
		"UnencryptedMaster": {"Nor can a master be a T2.", `{search: {masters: {instanceType: t2.small.search}}}`, []string{"spec.search.masters.instanceType"}},
		"SmallMaster":       {"A T3 is the master of ten data nodes.", `{search: {instances: 12, masters: {instanceType: t3.small.search}}}`, []string{"spec.search.masters.instanceType: Invalid value: \"t3.small.search\": OpenSearch supports T3 master nodes with at most 10 data nodes, and there are 12"}},
		"SmallMasterOfTen":  {"Ten are not too many.", `{search: {instances: 10, masters: {instanceType: t3.small.search}}}`, nil},
		"NoSuchMoment":      {"A month has no day 32.", `{database: {version: "16", restore: {pointInTime: {sourceInstance: one, time: "2026-01-32T00:00:00Z"}}}}`, []string{"spec.database.restore.pointInTime.time: Invalid value: \"2026-01-32T00:00:00Z\": there is no such moment"}},
		"NoSuchSnapshot":    {"A snapshot has no dots in its name.", `{database: {version: "16", restore: {snapshotIdentifier: shop.old}}}`, []string{"spec.database.restore.snapshotIdentifier: Invalid value: \"shop.old\": this is not the name of a snapshot"}},
		"SnapshotOfAWS":     {"Snapshots that AWS made have the name of a service before their own.", `{database: {version: "16", restore: {snapshotIdentifier: "rds:shop-2026-01-31-03-00"}}}`, nil},
		"SnapshotOfBackup":  {"AWS Backup's too.", `{database: {version: "16", restore: {snapshotIdentifier: "awsbackup:job-0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"}}}`, nil},
		"NoSuchInstance":    {"An identifier has no two hyphens side by side.", `{database: {version: "16", restore: {pointInTime: {sourceInstance: shop--old}}}}`, []string{"spec.database.restore.pointInTime.sourceInstance"}},
		"NoDefaultUser":     {"AWS makes no group without it.", `{cache: {auth: Users, users: [{name: chat, accessString: "on ~* +@all", passwordSecretRef: {name: one}}]}}`, []string{"one must be named default"}},
		"Everything":        {"All faults at once.", `{database: {version: "1.2.3", readReplicas: 1}, search: {zones: [f]}}`, []string{"spec.database.version", "spec.database.password", "spec.search.zones[0]"}},
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

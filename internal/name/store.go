package name

import (
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// Keys of the database that exist once. Nothing but the store itself is called
// what the store is called.
const (
	Database                 Key = "database"
	DatabaseGroup            Key = "database-security-group"
	DatabaseSubnets          Key = "database-subnet-group"
	DatabaseMonitoringRole   Key = "database-monitoring-role"
	DatabaseMonitoringPolicy Key = "database-monitoring-policy"
	DatabaseSecret           Key = "database-secret"
	DatabaseSecretRotation   Key = "database-secret-rotation"
)

// Keys of the cache that exist once.
const (
	Cache        Key = "cache"
	CacheGroup   Key = "cache-security-group"
	CacheSubnets Key = "cache-subnet-group"
	CacheSecret  Key = "cache-secret"
	CacheUsers   Key = "cache-users"
)

// Keys of the search engine that exist once.
const (
	Search                  Key = "search"
	SearchGroup             Key = "search-security-group"
	SearchRole              Key = "search-access-role"
	SearchPolicy            Key = "search-domain-policy"
	SearchLogPolicy         Key = "search-log-policy"
	SearchServiceLinkedRole Key = "search-service-linked-role"
)

// Beginnings of keys of which there can be any number.
const (
	DatabaseParameters = "database-parameters-"
	DatabaseReplicas   = "database-replica-"
	CacheParameters    = "cache-parameters-"
	CacheUserPrefix    = "cache-user-"
	ConnectionSecrets  = "connection-secret-"
)

// Store is the key of a store itself.
func Store(s v1alpha1.Store) Key { return Key(s) }

// StoreGroup is the key of a store's security group.
func StoreGroup(s v1alpha1.Store) Key { return join(string(s), "security-group") }

// KeyUsage is the key of what keeps the platform's encryption key for as long as
// a store exists.
func KeyUsage(s v1alpha1.Store) Key { return join("encryption-key-usage", string(s)) }

// StoreIngresses is the beginning of the keys of the rules that admit services
// to a store.
func StoreIngresses(s v1alpha1.Store) string { return string(s) + "-ingress-" }

// StoreIngress is the key of the rule that admits a service to a store.
func StoreIngress(s v1alpha1.Store, service string) Key { return Key(StoreIngresses(s) + service) }

// StoreLogs is the beginning of the keys of a store's log groups.
func StoreLogs(s v1alpha1.Store) string { return string(s) + "-log-group-" }

// StoreLogGroup is the key of the group of one of a store's logs, such as
// postgresql.
func StoreLogGroup(s v1alpha1.Store, log string) Key {
	return Key(StoreLogs(s) + strings.ReplaceAll(log, "_", "-"))
}

// SecretVersions is the beginning of the keys of what a secret holds.
func SecretVersions(secret Key) string { return string(secret) + "-version-" }

// SecretVersion is the key of what a secret holds in one life of its store. What
// is in a version never changes: another value is another version.
func SecretVersion(secret Key, life string) Key { return Key(SecretVersions(secret) + hash(life)) }

// DatabaseParameterGroup is the key of the engine parameters of a family, such
// as postgres17. Another family is another group.
func DatabaseParameterGroup(family string) Key {
	return Key(DatabaseParameters + dashed(family))
}

// DatabaseReplica is the key of a read replica. They have no identity but their
// number: the last one is the one that leaves.
func DatabaseReplica(number int64) Key { return numbered(DatabaseReplicas, number) }

// CacheParameterGroup is the key of the engine parameters of a family, such as
// redis7, with or without cluster mode.
func CacheParameterGroup(family string, cluster bool) Key {
	k := Key(CacheParameters + dashed(family))
	if cluster {
		k = join(string(k), "cluster")
	}
	return k
}

// CacheUser is the key of a user of the cache. Kubernetes knows no capital
// letters, the cache does.
func CacheUser(user string) Key {
	lower := strings.ToLower(user)
	if lower == user {
		return Key(CacheUserPrefix + user)
	}
	return join(CacheUserPrefix+lower, hash(user))
}

// ConnectionSecret is the key of the Kubernetes Secret with a name. Another name
// is another Secret.
func ConnectionSecret(secret string) Key { return Key(ConnectionSecrets) + Key(hash(secret)) }

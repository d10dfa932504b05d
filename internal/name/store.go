package name

import (
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// Keys of the database that exist once. Only the store itself has the store's
// name as its key.
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

// Prefixes of keys of which there can be any number.
const (
	DatabaseParameters = "database-parameters-"
	DatabaseReplicas   = "database-replica-"
	CacheParameters    = "cache-parameters-"
	CacheUserPrefix    = "cache-user-"
	ConnectionSecrets  = "connection-secret-"
)

// Store returns the key of a store itself.
func Store(s v1alpha1.Store) Key { return Key(s) }

// StoreGroup returns the key of a store's security group.
func StoreGroup(s v1alpha1.Store) Key { return join(string(s), "security-group") }

// KeyUsage returns the key of the Usage that keeps the platform's encryption
// key as long as a store exists.
func KeyUsage(s v1alpha1.Store) Key { return join("encryption-key-usage", string(s)) }

// StoreIngresses returns the prefix of the keys of the rules that allow
// services to connect to a store.
func StoreIngresses(s v1alpha1.Store) string { return string(s) + "-ingress-" }

// StoreIngress returns the key of the rule that allows a service to connect to
// a store.
func StoreIngress(s v1alpha1.Store, service string) Key { return Key(StoreIngresses(s) + service) }

// StoreLogGroup returns the key of the log group of one of a store's logs, such
// as postgresql.
func StoreLogGroup(s v1alpha1.Store, log string) Key {
	return Key(string(s) + "-log-group-" + strings.ReplaceAll(log, "_", "-"))
}

// SecretVersions returns the prefix of the keys of a secret's versions.
func SecretVersions(secret Key) string { return string(secret) + "-version-" }

// SecretVersion returns the key of a secret's version for one creation of its
// store. The content of a version never changes: another value requires another
// version.
func SecretVersion(secret Key, life string) Key { return Key(SecretVersions(secret) + hash(life)) }

// DatabaseParameterGroup returns the key of the engine parameters of a family,
// such as postgres17. Another family requires another group.
func DatabaseParameterGroup(family string) Key {
	return Key(DatabaseParameters + dashed(family))
}

// DatabaseReplica returns the key of a read replica. Its only identity is its
// number: the last one is removed first.
func DatabaseReplica(number int64) Key { return numbered(DatabaseReplicas, number) }

// CacheParameterGroup returns the key of the engine parameters of a family,
// such as redis7, with or without cluster mode.
func CacheParameterGroup(family string, cluster bool) Key {
	k := Key(CacheParameters + dashed(family))
	if cluster {
		k = join(string(k), "cluster")
	}
	return k
}

// CacheUser returns the key of a user of the cache. Names in Kubernetes have no
// capital letters, those in the cache may.
func CacheUser(user string) Key {
	lower := strings.ToLower(user)
	if lower == user {
		return Key(CacheUserPrefix + user)
	}
	return join(CacheUserPrefix+lower, hash(user))
}

// ConnectionSecret returns the key of the Kubernetes Secret with a name.
// Another name requires another Secret.
func ConnectionSecret(secret string) Key { return Key(ConnectionSecrets) + Key(hash(secret)) }

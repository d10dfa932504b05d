package name

import "testing"

// TestStoreKeysStayApart looks for equal keys of the stores, whatever the names
// of users and services.
func TestStoreKeysStayApart(t *testing.T) {
	keys := []Key{
		CacheUsers, CacheUser("users"), CacheUser("group"), CacheUser("chat"), CacheUser("Chat"), CacheUser("CHAT"),
		CacheSecret, SecretVersion(CacheSecret, "one"), SecretVersion(CacheSecret, "two"), SecretVersion(DatabaseSecret, "one"),
		CacheParameterGroup("redis7", false), CacheParameterGroup("redis7", true),
		DatabaseParameterGroup("mysql8.4"), DatabaseReplica(1), DatabaseReplica(10),
		StoreIngress("cache", "chat"), StoreIngress("database", "chat"), StoreIngress("cache", "security-group"), StoreGroup("cache"),
		StoreLogGroup("database", "upgrade"), StoreLogGroup("database", "replica-1-upgrade"),
		ConnectionSecret("one"), ConnectionSecret("two"),
	}
	seen := map[Key]bool{}
	for _, k := range keys {
		if seen[k] {
			t.Errorf("two resources have the key %s", k)
		}
		seen[k] = true
	}
}

package live

import "github.com/xplatform-dev/xplatform/internal/name"

// Cache is the replication group of ElastiCache.
type Cache struct{ resource }

// Cache returns the replication group.
func (s State) Cache() Cache { return Cache{s.resource(name.Cache)} }

// Engine returns the engine that the cache runs: redis or valkey.
func (c Cache) Engine() string { return c.status("engine") }

// EngineVersion returns the version that the cache runs.
func (c Cache) EngineVersion() string { return c.status("engineVersionActual") }

// Host returns the DNS name that clients connect to: the configuration endpoint in
// cluster mode, else the primary endpoint.
func (c Cache) Host() string {
	return reportedOr(c.status("configurationEndpointAddress"), c.status("primaryEndpointAddress"))
}

// Port returns the port of the cache.
func (c Cache) Port() int64 { return number(c.status("port")) }

// ParameterGroup returns the name of the parameter group.
func (c Cache) ParameterGroup() string { return c.status("parameterGroupName") }

// RequestedEngine returns the engine that was requested.
func (c Cache) RequestedEngine() string { return c.requested("engine") }

// RequestedEngineVersion returns the version that was requested.
func (c Cache) RequestedEngineVersion() string { return c.requested("engineVersion") }

// RequestedDescription returns the description of the cache.
func (c Cache) RequestedDescription() string { return c.requested("description") }

// RequestedKMSKeyID returns the ARN of the key that encrypts the cache.
func (c Cache) RequestedKMSKeyID() string { return c.requested("kmsKeyId") }

// RequestedClusterMode reports whether the cache has shards.
func (c Cache) RequestedClusterMode() bool { return c.requested("numNodeGroups") != "" }

// RequestedToken reports whether clients authenticate with a token.
func (c Cache) RequestedToken() bool { return c.requested("authTokenSecretRef", "name") != "" }

// RequestedUserGroup reports whether clients authenticate as users.
func (c Cache) RequestedUserGroup() bool { return c.requested("userGroupIds", "0") != "" }

// CacheUserGroup is the user group of the cache.
type CacheUserGroup struct{ resource }

// CacheUserGroup returns the user group.
func (s State) CacheUserGroup() CacheUserGroup { return CacheUserGroup{s.resource(name.CacheUsers)} }

// Engine returns the engine that the group is for.
func (g CacheUserGroup) Engine() string { return g.status("engine") }

// RequestedEngine returns the engine that was requested.
func (g CacheUserGroup) RequestedEngine() string { return g.requested("engine") }

// RequestedUserIDs returns the IDs of the users in the group.
func (g CacheUserGroup) RequestedUserIDs() []string {
	return list(func(i string) string { return g.requested("userIds", i) })
}

// CacheUser is one user of the cache.
type CacheUser struct{ resource }

// CacheUser returns the user with a key.
func (s State) CacheUser(k name.Key) CacheUser { return CacheUser{s.resource(k)} }

// RequestedEngine returns the engine that was requested.
func (u CacheUser) RequestedEngine() string { return u.requested("engine") }

// ParameterGroup is one parameter group of ElastiCache.
type ParameterGroup struct{ resource }

// CacheParameterGroup returns the parameter group with a key.
func (s State) CacheParameterGroup(k name.Key) ParameterGroup { return ParameterGroup{s.resource(k)} }

// RequestedName returns the name of the parameter group.
func (g ParameterGroup) RequestedName() string { return g.requested("name") }

package data

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Cache is an in-memory store, its replicas, and all that belongs to it.
type Cache struct {
	Access

	ID            string
	Description   string
	Engine        string
	Version       string
	NodeType      string
	KeyARN        string
	Port          int64
	SubnetGroup   SubnetGroup
	Parameters    ParameterGroup
	Protected     bool
	FinalSnapshot string
	Maintenance   Maintenance

	// SnapshotRetentionDays is how long AWS keeps the daily snapshots: 0 makes none.
	SnapshotRetentionDays int64

	// Nodes are all nodes together where there is one primary. With cluster mode
	// they are counted by shard instead.
	Nodes  int64
	Shards *Shards

	// Failover has a replica take over by itself; AWS demands it in cluster mode.
	// MultiZone spreads the nodes over zones.
	Failover, MultiZone bool

	// Secret carries the token, Users are those who have passwords of their own.
	Secret *Secret
	Users  *CacheUsers

	// BlockedOn says what must be known before the cache can be created.
	BlockedOn plan.Blockers
}

// Shards are the primaries of a cache in cluster mode, each with its replicas.
type Shards struct {
	Number, Replicas int64
}

// CacheUsers are the group of users that a cache admits. A group for Redis goes
// with both engines, one for Valkey with Valkey only.
type CacheUsers struct {
	ID     string
	Engine string
	Users  []CacheUser

	// Members are the IDs of those users that the group has, or may have now: AWS
	// takes no user into a group that it does not know.
	Members []string

	// BlockedOn says what has to be there before the group can be created.
	BlockedOn plan.Blockers
}

// A CacheUser is one of them.
type CacheUser struct {
	v1alpha1.CacheUser

	Key    name.Key
	ID     string
	Engine string
}

// planCache plans the cache of the claim.
func (d *Plan) planCache(seen live.State) error {
	spec := d.Spec.Cache
	if spec == nil {
		return nil
	}
	c := &Cache{
		Access:      d.planAccess(v1alpha1.StoreCache, "Cache", seen),
		ID:          plan.CurrentNameOr(seen, name.Cache, d.Names.Cache()),
		Description: cmp.Or(seen.Cache().RequestedDescription(), "Cache of platform "+d.Names.Base),
		Engine:      string(spec.Engine),
		NodeType:    cmp.Or(spec.NodeType, cacheSizes[spec.Size]),
		KeyARN:      cmp.Or(seen.Cache().RequestedKMSKeyID(), d.KeyARN(seen)),
		Port:        d.StorePort(v1alpha1.StoreCache),
		SubnetGroup: d.planSubnetGroup(name.CacheSubnets, seen),
		Protected:   plan.Protected(d.Spec, v1alpha1.StoreCache, seen),
		Failover:    spec.Replicas > 0 || spec.Shards != nil,
		MultiZone:   spec.Replicas > 0,

		Maintenance:           Maintenance{Window: spec.MaintenanceWindow, Immediately: spec.ApplyImmediately},
		SnapshotRetentionDays: spec.SnapshotRetentionDays,
	}
	version, note, err := cacheUpgrade(spec, seen).version()
	if err = errors.Join(err, sameCache(spec, seen)); err != nil {
		return err
	}
	d.note(note)
	c.Version = version
	c.FinalSnapshot = finalSnapshot(name.Cache, c.ID, seen)
	if spec.Shards != nil {
		c.Shards = &Shards{Number: *spec.Shards, Replicas: spec.Replicas}
	} else {
		c.Nodes = 1 + spec.Replicas
	}
	c.planParameters(d.Platform, seen)
	if err := c.planAuth(d.Platform, seen); err != nil {
		return err
	}
	c.BlockedOn = c.blockers(seen)
	d.Cache = c
	d.Draining = append(d.Draining, leavingParameters(name.CacheParameters, c.Parameters, seen, name.Cache)...)
	return nil
}

// parts are the keys of all that the cache is made of, itself included.
func (c *Cache) parts() []name.Key {
	if c == nil {
		return nil
	}
	out := append([]name.Key{name.Cache, c.Key, name.CacheSubnets, c.Parameters.Key}, c.Secret.keys()...)
	if c.Users != nil {
		out = append(out, name.CacheUsers)
		for _, u := range c.Users.Users {
			out = append(out, u.Key)
		}
	}
	return out
}

// planParameters plans the engine parameters of the version that is to run. AWS
// takes cluster mode as one of them, and only when it makes the group.
func (c *Cache) planParameters(p plan.Platform, seen live.State) {
	spec := p.Spec.Cache
	family := cacheFamily(spec.Engine, parseVersion(c.Version))
	key := name.CacheParameterGroup(family, c.Shards != nil)
	own := map[string]string{}
	if c.Shards != nil {
		own["cluster-enabled"] = "yes"
	}
	c.Parameters = ParameterGroup{
		Key:        key,
		Name:       cmp.Or(seen.CacheParameterGroup(key).RequestedName(), p.Names.StorePart(key)),
		Family:     family,
		Parameters: parameters(own, spec.Parameters),
	}
}

// cacheFamily returns the parameter group family of a version.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
func cacheFamily(engine v1alpha1.CacheEngine, v version) string {
	major := 0
	if len(v) > 0 {
		major = v[0]
	}
	if engine == v1alpha1.CacheRedis && major == 6 {
		return "redis6.x"
	}
	return string(engine) + strconv.Itoa(major)
}

// blockers says what a cache waits for that it names and cannot refer to. One that
// exists waits for another parameter group, and never again for its users.
func (c *Cache) blockers(seen live.State) plan.Blockers {
	var parameters, users plan.Blockers
	if seen.Cache().ParameterGroup() != c.Parameters.Name && !seen.Ready(c.Parameters.Key) {
		parameters = plan.Blockers{{On: c.Parameters.Key, Why: "its parameter group"}}
	}
	if c.Users != nil && !seen.Has(name.Cache) && !seen.Ready(name.CacheUsers) {
		users = plan.Blockers{{On: name.CacheUsers, Why: "its users"}}
	}
	return slices.Concat(c.GroupBlockedOn, parameters, users, plan.ARNBlockers(name.EncryptionKey, c.KeyARN))
}

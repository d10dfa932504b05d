package outline

import (
	"cmp"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Store is the database, the cache or the search domain of a platform.
type Store struct {
	Item

	// Kind is database, cache or search.
	Kind string `json:"kind"`

	Engine  string `json:"engine,omitempty"`
	Version string `json:"version,omitempty"`

	// Class is the instance class of AWS, such as db.m7g.large.
	Class string `json:"class,omitempty"`

	// Nodes is the number of instances, with standby and replicas.
	Nodes int64 `json:"nodes,omitempty"`

	// Standby is set if a second instance in another zone takes over.
	Standby bool `json:"standby,omitempty"`

	// Shards is the number of shards of a cache in cluster mode, otherwise 0.
	Shards int64 `json:"shards,omitempty"`

	// Masters is the number of dedicated master nodes of a search domain.
	Masters int64 `json:"masters,omitempty"`

	// Replicas are the read replicas of a database.
	Replicas []Item `json:"replicas,omitempty"`

	// StorageGiB is the allocated storage, for a search domain of each node.
	StorageGiB    int64 `json:"storageGiB,omitempty"`
	MaxStorageGiB int64 `json:"maxStorageGiB,omitempty"`

	Port     int64    `json:"port,omitempty"`
	Endpoint string   `json:"endpoint,omitempty"`
	Zones    []string `json:"zones,omitempty"`

	// SecurityGroup is a key.
	SecurityGroup string `json:"securityGroup,omitempty"`

	// Protected is set if the store is kept when the platform is deleted.
	Protected bool `json:"protected,omitempty"`

	// Withheld is set if the store does not exist yet, and waits for other resources.
	Withheld bool `json:"withheld,omitempty"`
}

// stores returns the stores that exist or have a security group, as services.
func (r *reader) stores() []Store {
	read := map[v1alpha1.Store]func(*Store, object){
		v1alpha1.StoreDatabase: r.database,
		v1alpha1.StoreCache:    r.cache,
		v1alpha1.StoreSearch:   r.search,
	}
	var out []Store
	for _, kind := range []v1alpha1.Store{v1alpha1.StoreDatabase, v1alpha1.StoreCache, v1alpha1.StoreSearch} {
		k := name.Store(kind)
		if !r.has(k) && !r.has(name.StoreGroup(kind)) {
			continue
		}
		s := Store{Item: r.item(string(k)), Kind: string(kind), Withheld: !r.has(k), SecurityGroup: string(name.StoreGroup(kind))}
		s.Protected = r.has(k) && !r.deletable(string(k))
		s.Version = r.composite.text("status", string(kind), "version")
		s.Port = r.composite.number("status", string(kind), "port")
		s.Endpoint = cmp.Or(r.composite.text("status", string(kind), "host"), r.composite.text("status", string(kind), "endpoint"))
		read[kind](&s, r.spec(string(k)))
		out = append(out, s)
	}
	return out
}

func (r *reader) database(s *Store, spec object) {
	s.Engine, s.Class = spec.text("engine"), spec.text("instanceClass")
	s.Version = cmp.Or(s.Version, spec.text("engineVersion"))
	s.Port = cmp.Or(s.Port, spec.number("port"))
	s.StorageGiB, s.MaxStorageGiB = spec.number("allocatedStorage"), spec.number("maxAllocatedStorage")
	s.Standby = spec.flag("multiAz")
	for _, k := range r.withPrefix("Instance", name.DatabaseReplicas) {
		s.Replicas = append(s.Replicas, r.item(k))
	}
	s.Zones = r.groupZones(string(name.DatabaseSubnets))
	if s.Withheld {
		return
	}
	s.Nodes = 1 + int64(len(s.Replicas))
	if s.Standby {
		s.Nodes++
	}
}

func (r *reader) cache(s *Store, spec object) {
	s.Engine, s.Class = spec.text("engine"), spec.text("nodeType")
	s.Version = cmp.Or(s.Version, spec.text("engineVersion"))
	s.Port = cmp.Or(s.Port, spec.number("port"))
	s.Standby = spec.flag("automaticFailoverEnabled")
	s.Shards = spec.number("numNodeGroups")
	s.Nodes = cmp.Or(spec.number("numCacheClusters"), s.Shards*(1+spec.number("replicasPerNodeGroup")))
	s.Zones = r.groupZones(string(name.CacheSubnets))
}

func (r *reader) search(s *Store, spec object) {
	engine, version, _ := strings.Cut(spec.text("engineVersion"), "_")
	s.Engine, s.Version = strings.ToLower(engine), cmp.Or(s.Version, version)
	s.Port = cmp.Or(s.Port, 443)
	c := spec.object("clusterConfig")
	s.Class, s.Nodes, s.Masters = c.text("instanceType"), c.number("instanceCount"), c.number("dedicatedMasterCount")
	s.StorageGiB = spec.object("ebsOptions").number("volumeSize")
	s.Standby = c.flag("zoneAwarenessEnabled")
	_, s.Zones = r.placement(spec.object("vpcOptions").texts("subnetIds"))
}

// groupZones returns the zones of a subnet group.
func (r *reader) groupZones(group string) []string {
	_, zones := r.placement(r.spec(group).texts("subnetIds"))
	return zones
}

// deletable reports whether a resource is deleted in AWS when it leaves.
func (r *reader) deletable(k string) bool {
	policies := object(r.desired[k].Object).texts("spec", "managementPolicies")
	for _, p := range policies {
		if p == "Delete" || p == "*" {
			return true
		}
	}
	return len(policies) == 0
}

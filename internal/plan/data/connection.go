package data

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Connection is how the stores are reached, in the Kubernetes Secret that a
// platform hands its users. It holds no password.
type Connection struct {
	Key       name.Key
	Secret    string
	Namespace string
	Details   map[string]string

	// BlockedOn says what must be known before the Secret can be written.
	BlockedOn plan.Blockers
}

// planConnection gathers what is known of the stores, those that were removed and
// are kept included. The Secret is written when all of it is known: a workload must
// not start with half of it.
func (d *Plan) planConnection(seen live.State) {
	if !slices.ContainsFunc(plan.Stores, func(store v1alpha1.Store) bool { return d.reachable(store, seen) }) {
		return
	}
	secret := cmp.Or(d.Spec.ConnectionSecretName, d.Names.ConnectionSecret())
	c := &Connection{Key: name.ConnectionSecret(secret), Secret: secret, Namespace: d.Namespace, Details: map[string]string{}}
	for _, store := range plan.Stores {
		if d.reachable(store, seen) {
			d.addStore(c, store, seen)
		}
	}
	if d.Spec.Edge != nil {
		c.add("url", d.URL(seen.LoadBalancer().DNSName()))
	}
	for _, k := range slices.Sorted(maps.Keys(c.Details)) {
		if c.Details[k] == "" {
			delete(c.Details, k)
			c.BlockedOn = plan.FirstBlockers(c.BlockedOn, plan.Blockers{{Why: k}})
		}
	}
	d.Connection = c
}

// reachable reports whether a store is in the claim, or kept.
func (d *Plan) reachable(store v1alpha1.Store, seen live.State) bool {
	return d.Spec.Has(store) || (len(plan.PartsOf(store, seen)) > 0 && !slices.Contains(d.Spec.ConfirmDeletion, store))
}

// addStore adds what has to be known of one store.
func (d *Plan) addStore(c *Connection, store v1alpha1.Store, seen live.State) {
	switch store {
	case v1alpha1.StoreDatabase:
		s := d.DatabaseStatus(seen)
		c.add("database-host", s.Host)
		c.add("database-port", port(s.Port))
		c.add("database-name", s.Name)
		c.add("database-secret-arn", s.SecretARN)
	case v1alpha1.StoreCache:
		s := d.CacheStatus(seen)
		c.add("cache-host", s.Host)
		c.add("cache-port", port(s.Port))
		if (d.Cache != nil && d.Cache.Secret != nil) || seen.Has(name.CacheSecret) {
			c.add("cache-secret-arn", s.SecretARN)
		}
	case v1alpha1.StoreSearch:
		c.add("search-endpoint", d.SearchStatus(seen).Endpoint)
	}
}

// add notes a detail, known or not.
func (c *Connection) add(key, value string) { c.Details[key] = value }

func port(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

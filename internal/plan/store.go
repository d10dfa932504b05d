package plan

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// The ports at which stores answer.
const (
	portPostgres = 5432
	portMySQL    = 3306
	portCache    = 6379
	portSearch   = 443
)

// StorePort is the port at which a store of the claim answers.
func (p Platform) StorePort(s v1alpha1.Store) int64 {
	switch s {
	case v1alpha1.StoreDatabase:
		if d := p.Spec.Database; d != nil && d.Engine != v1alpha1.DatabasePostgres {
			return portMySQL
		}
		return portPostgres
	case v1alpha1.StoreCache:
		return portCache
	case v1alpha1.StoreSearch:
		return portSearch
	}
	return 0
}

// DatabaseStatus is where the database is reached, as far as AWS has said. It
// is empty where there is none.
func (p Platform) DatabaseStatus(seen observed.View) v1alpha1.DatabaseStatus {
	return v1alpha1.DatabaseStatus{
		Host:      seen.Status(name.Database, "address"),
		Port:      number(seen.Status(name.Database, "port")),
		Name:      p.databaseName(seen),
		SecretARN: cmp.Or(managedSecret(seen), seen.Status(name.DatabaseSecret, "arn")),
		Version:   runningVersion(seen, name.Database),
	}
}

// databaseName is the database that AWS reports, else the one that the claim
// names: of a restored one AWS may not know.
func (p Platform) databaseName(seen observed.View) string {
	if reported := seen.Status(name.Database, "dbName"); reported != "" || p.Spec.Database == nil {
		return reported
	}
	if seen.Status(name.Database, "address") == "" {
		return ""
	}
	return p.Spec.Database.Name
}

// CacheStatus is the same of the cache.
func (p Platform) CacheStatus(seen observed.View) v1alpha1.CacheStatus {
	return v1alpha1.CacheStatus{
		Host:      cmp.Or(seen.Status(name.Cache, "configurationEndpointAddress"), seen.Status(name.Cache, "primaryEndpointAddress")),
		Port:      number(seen.Status(name.Cache, "port")),
		SecretARN: seen.Status(name.CacheSecret, "arn"),
		Version:   runningVersion(seen, name.Cache),
	}
}

// SearchStatus is the same of the search engine.
func (p Platform) SearchStatus(seen observed.View) v1alpha1.SearchStatus {
	return v1alpha1.SearchStatus{
		Endpoint: seen.Status(name.Search, "endpoint"),
		RoleARN:  seen.Status(name.SearchRole, "arn"),
		Version:  strings.TrimPrefix(seen.Status(name.Search, "engineVersion"), openSearchPrefix),
	}
}

// openSearchPrefix is what AWS puts before versions of OpenSearch.
const openSearchPrefix = "OpenSearch_"

// runningVersion is the engine version that AWS runs.
func runningVersion(seen observed.View, store name.Key) string {
	return seen.Status(store, "engineVersionActual")
}

// number is a number as AWS reports it, or 0 where it reports none.
func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

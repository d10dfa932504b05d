package plan

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
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
func (p Platform) DatabaseStatus(seen live.State) v1alpha1.DatabaseStatus {
	return v1alpha1.DatabaseStatus{
		Host:      seen.Database().Address(),
		Port:      seen.Database().Port(),
		Name:      p.databaseName(seen),
		SecretARN: cmp.Or(seen.Database().ManagedSecretARN(), seen.ARN(name.DatabaseSecret)),
		Version:   seen.Database().EngineVersion(),
	}
}

// databaseName is the database that AWS reports, else the one that the claim
// names: of a restored one AWS may not know.
func (p Platform) databaseName(seen live.State) string {
	if reported := seen.Database().DBName(); reported != "" || p.Spec.Database == nil {
		return reported
	}
	if seen.Database().Address() == "" {
		return ""
	}
	return p.Spec.Database.Name
}

// CacheStatus is the same of the cache.
func (p Platform) CacheStatus(seen live.State) v1alpha1.CacheStatus {
	return v1alpha1.CacheStatus{
		Host:      seen.Cache().Host(),
		Port:      seen.Cache().Port(),
		SecretARN: seen.ARN(name.CacheSecret),
		Version:   seen.Cache().EngineVersion(),
	}
}

// SearchStatus is the same of the search engine.
func (p Platform) SearchStatus(seen live.State) v1alpha1.SearchStatus {
	return v1alpha1.SearchStatus{
		Endpoint: seen.Search().Endpoint(),
		RoleARN:  seen.ARN(name.SearchRole),
		Version:  seen.Search().EngineVersion(),
	}
}

package name

import (
	"regexp"
	"strings"
)

// Limits that AWS sets on the names of stores and their parts.
const (
	// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
	maxDatabase = 63
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
	maxCache = 40
	// https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
	maxSearch = 28
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
	maxCacheUser = 40
	// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
	maxGroup = 255
	// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
	maxSecret = 512
)

// replicaDigits is the length of a replica's suffix after the name of its
// database.
const replicaDigits = len("-replica-15")

// FinalSnapshot returns the name of the snapshot that AWS makes of a store when it
// is deleted. Each life of the store has another: a second deletion could not make
// a snapshot that exists.
func FinalSnapshot(store, life string) string { return store + "-final-" + hash(life) }

// Database returns the identifier of the database.
func (p Platform) Database() string { return p.store(maxDatabase - replicaDigits) }

// Cache returns the ID of the replication group.
func (p Platform) Cache() string { return p.store(maxCache) }

// SearchDomain returns the name of the OpenSearch domain.
func (p Platform) SearchDomain() string { return p.store(maxSearch) }

// StorePart returns the name of a part of a store: a subnet group, a parameter
// group, a user group.
func (p Platform) StorePart(k Key) string { return p.identified().suffixed(string(k), maxGroup) }

// CacheUser returns the ID of a user of the cache, or of the user group.
func (p Platform) CacheUser(k Key) string {
	return p.identified().suffixed(string(k), maxCacheUser)
}

// Secret returns the name of a secret in Secrets Manager. They share a prefix,
// which groups them in the console.
func (p Platform) Secret(k Key) string {
	return shorten("xplatform/"+p.Base+"-"+p.Suffix+"/"+string(k), maxSecret)
}

// ConnectionSecret returns the name of the Kubernetes Secret with the
// connection details of stores.
func (p Platform) ConnectionSecret() string { return shorten(p.Base+"-connection", maxObject) }

func (p Platform) store(limit int) string {
	return shorten(p.identified().Base, limit-len(p.Suffix)-1) + "-" + p.Suffix
}

var hyphens = regexp.MustCompile(`-+`)

// identified returns the Platform with a base that stores accept: it begins
// with a letter, and has no two hyphens in a row.
func (p Platform) identified() Platform {
	base := hyphens.ReplaceAllString(dotless(p.Base), "-")
	if base == "" || base[0] < 'a' || base[0] > 'z' {
		base = "p" + strings.TrimLeft("-"+base, "-")
	}
	return Platform{Base: base, Suffix: p.Suffix}
}

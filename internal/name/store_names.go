package name

import (
	"regexp"
	"strings"
)

// Limits that AWS sets on the names of stores and what belongs to them.
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

// replicaDigits is the room that a replica's number needs behind the name of its
// database.
const replicaDigits = len("-replica-15")

// Database is the identifier of the database.
func (p Platform) Database() string { return p.store(maxDatabase - replicaDigits) }

// Cache is the id of the replication group.
func (p Platform) Cache() string { return p.store(maxCache) }

// SearchDomain is the name of the OpenSearch domain.
func (p Platform) SearchDomain() string { return p.store(maxSearch) }

// StorePart is the name of what belongs to a store: a subnet group, a parameter
// group, a group of users.
func (p Platform) StorePart(k Key) string { return p.identified().suffixed(string(k), maxGroup) }

// CacheUser is the id of a user of the cache, or of the group of them.
func (p Platform) CacheUser(k Key) string {
	return p.identified().suffixed(string(k), maxCacheUser)
}

// Secret is the name of a secret in Secrets Manager. They stand together in the
// console.
func (p Platform) Secret(k Key) string {
	return shorten("xplatform/"+p.Base+"-"+p.Suffix+"/"+string(k), maxSecret)
}

// ConnectionSecret is the name of the Kubernetes Secret that tells how stores are
// reached.
func (p Platform) ConnectionSecret() string { return shorten(p.Base+"-connection", maxObject) }

func (p Platform) store(limit int) string {
	return shorten(p.identified().Base, limit-len(p.Suffix)-1) + "-" + p.Suffix
}

var hyphens = regexp.MustCompile(`-+`)

// identified has a base as stores take it: it begins with a letter, and no two
// hyphens follow each other.
func (p Platform) identified() Platform {
	base := hyphens.ReplaceAllString(dotless(p.Base), "-")
	if base == "" || base[0] < 'a' || base[0] > 'z' {
		base = "p" + strings.TrimLeft("-"+base, "-")
	}
	return Platform{Base: base, Suffix: p.Suffix}
}

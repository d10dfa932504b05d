package v1alpha1

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// unencryptedClasses are instance classes that RDS cannot encrypt.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html#Overview.Encryption.Availability
var unencryptedClasses = regexp.MustCompile(`^db\.(m1\.|m2\.|t2\.micro$)`)

// validateDatabase repeats the rules of the schema that join several fields, and
// knows what AWS refuses of a database.
func validateDatabase(d *DatabaseSpec, path *field.Path) field.ErrorList {
	if d == nil {
		return nil
	}
	faults := validateRestore(d.Restore, path.Child("restore"))
	faults = append(faults, validateDatabaseVersion(d, path.Child("version"))...)
	if d.Engine != DatabasePostgres && len(d.Username) > maxUsernameMySQL {
		faults = append(faults, field.TooLong(path.Child("username"), d.Username, maxUsernameMySQL))
	}
	if unencryptedClasses.MatchString(d.InstanceClass) {
		faults = append(faults, field.Invalid(path.Child("instanceClass"), d.InstanceClass, "RDS does not encrypt databases of this class, and the platform has no others: choose for example db.t4g.medium"))
	}
	if d.Engine == DatabaseMariaDB && d.ExtendedSupport != "" {
		faults = append(faults, field.Invalid(path.Child("extendedSupport"), d.ExtendedSupport, "RDS has none for MariaDB: remove it"))
	}
	faults = append(faults, validatePassword(d, path)...)
	if s, most := d.StorageGiB, d.MaxStorageGiB; s != nil && most != nil && *most != *s && *most*10 < *s*11 {
		faults = append(faults, field.Invalid(path.Child("maxStorageGiB"), *most,
			fmt.Sprintf("must be at least a tenth more than storageGiB (%d), or the same to switch growth off", *s)))
	}
	return append(faults, validateWindows(d, path)...)
}

func validatePassword(d *DatabaseSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if d.ReadReplicas > 0 && d.Password == PasswordManaged {
		faults = append(faults, field.Invalid(path.Child("password"), d.Password,
			"AWS refuses read replicas of a database whose password RDS manages: write password: Generated, or remove readReplicas"))
	}
	if d.PasswordRotationDays != nil && d.Password != PasswordManaged {
		faults = append(faults, field.Invalid(path.Child("passwordRotationDays"), *d.PasswordRotationDays,
			"only a Managed password is rotated: remove one of the two"))
	}
	return faults
}

// databaseVersion is how the versions of each engine look: a major version, and
// a minor one that may be left to AWS.
var databaseVersion = map[DatabaseEngine]*regexp.Regexp{
	DatabasePostgres: regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`),
	DatabaseMySQL:    regexp.MustCompile(`^[0-9]+\.[0-9]+(\.[0-9]+)?$`),
	DatabaseMariaDB:  regexp.MustCompile(`^[0-9]+\.[0-9]+(\.[0-9]+)?$`),
}

func validateDatabaseVersion(d *DatabaseSpec, path *field.Path) field.ErrorList {
	if d.Version == "" && d.Restore != nil {
		return field.ErrorList{field.Required(path, "with restore, set the version of the snapshot: AWS restores no other version")}
	}
	looks := databaseVersion[d.Engine]
	if d.Version == "" || looks == nil || looks.MatchString(d.Version) {
		return nil
	}
	examples := map[DatabaseEngine]string{
		DatabasePostgres: "17 or 17.4", DatabaseMySQL: "8.4 or 8.4.5", DatabaseMariaDB: "11.4 or 11.4.5",
	}
	return field.ErrorList{field.Invalid(path, d.Version, fmt.Sprintf("this is not a version of %s: write for example %s", d.Engine, examples[d.Engine]))}
}

// unencryptedNodes are types of node that ElastiCache cannot encrypt: those before
// the third generation, but for T2.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
var unencryptedNodes = regexp.MustCompile(`^cache\.[a-z]+1\.|^cache\.m2\.`)

// maxCacheNodes is how many nodes a cache has at most, once AWS has raised its
// quota.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html
const maxCacheNodes = 500

// validateCache repeats the rules of the schema that join several fields.
func validateCache(c *CacheSpec, path *field.Path) field.ErrorList {
	if c == nil {
		return nil
	}
	var faults field.ErrorList
	if (c.Auth == CacheAuthUsers) != (len(c.Users) > 0) {
		faults = append(faults, field.Invalid(path.Child("users"), len(c.Users), "users is required with auth Users and must be omitted otherwise"))
	}
	isDefault := func(u CacheUser) bool { return u.Name == "default" }
	if c.Auth == CacheAuthUsers && len(c.Users) > 0 && !slices.ContainsFunc(c.Users, isDefault) {
		faults = append(faults, field.Required(path.Child("users"),
			`one must be named default: AWS refuses user groups without it; to disable that user, set accessString "off ~* -@all"`))
	}
	if c.Shards != nil && c.SnapshotRetentionDays == 0 {
		faults = append(faults, field.Invalid(path.Child("snapshotRetentionDays"), 0, "with shards, keep snapshots from the first day: they could not be switched on later"))
	}
	if _, set := c.Parameters["cluster-enabled"]; set {
		faults = append(faults, field.Forbidden(path.Child("parameters").Key("cluster-enabled"), "shards decides it: set or remove shards"))
	}
	if unencryptedNodes.MatchString(c.NodeType) {
		faults = append(faults, field.Invalid(path.Child("nodeType"), c.NodeType, "ElastiCache does not encrypt nodes of this type, and the platform has no others: choose for example cache.t4g.small"))
	}
	if n := deref(c.Shards) * (1 + c.Replicas); n > maxCacheNodes {
		faults = append(faults, field.Invalid(path.Child("shards"), *c.Shards, fmt.Sprintf("with %d replicas each they are %d nodes, and a cache has at most %d: lower shards or replicas", c.Replicas, n, maxCacheNodes)))
	}
	if strings.HasPrefix(c.NodeType, "cache.r6gd.") {
		faults = append(faults, field.Invalid(path.Child("nodeType"), c.NodeType, "nodes with data tiering are not supported: choose for example cache.r7g.large"))
	}
	faults = append(faults, validateCacheVersion(c, path.Child("version"))...)
	return append(faults, validateMaintenance(c.MaintenanceWindow, minCacheWindow, path.Child("maintenanceWindow"))...)
}

// validateCacheVersion tells the engines apart: Valkey begins where Redis ends.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
func validateCacheVersion(c *CacheSpec, path *field.Path) field.ErrorList {
	var major, minor int
	if _, err := fmt.Sscanf(c.Version, "%d.%d", &major, &minor); err != nil {
		return nil // There is none, or the schema refuses it.
	}
	const redisBegins, redisEnds = 60, 71
	switch is := major*10 + minor; {
	case is < redisBegins:
		return field.ErrorList{field.Invalid(path, c.Version, "versions before 6.0 are not supported: write for example 7.1")}
	case c.Engine == CacheValkey && is <= redisEnds:
		return field.ErrorList{field.Invalid(path, c.Version, "valkey starts at 7.2: write for example 8.0, or remove version")}
	case c.Engine == CacheRedis && is > redisEnds:
		return field.ErrorList{field.Invalid(path, c.Version, "redis ends with 7.1: write engine: valkey for newer versions")}
	}
	return nil
}

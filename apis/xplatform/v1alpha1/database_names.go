package v1alpha1

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// maxUsernameMySQL is how long AWS lets a master user's name be.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
const maxUsernameMySQL = 16

// reservedUsers are names that RDS and the engines keep for users of their own.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html
var reservedUsers = map[DatabaseEngine][]string{
	DatabasePostgres: {"admin", "none", "public", "rdsadmin", "rdsrepladmin", "rds_superuser"},
	DatabaseMySQL:    {"rdsadmin", "rdsrepladmin", "root"},
	DatabaseMariaDB:  {"rdsadmin", "rdsrepladmin", "root"},
}

// reservedDatabases are databases that every instance of an engine has already.
// https://www.postgresql.org/docs/current/manage-ag-templatedbs.html
// https://dev.mysql.com/doc/refman/8.4/en/system-schema.html
var reservedDatabases = map[DatabaseEngine][]string{
	DatabasePostgres: {"admin", "rdsadmin", "template0", "template1"},
	DatabaseMySQL:    {"information_schema", "mysql", "performance_schema", "sys"},
	DatabaseMariaDB:  {"information_schema", "mysql", "performance_schema", "sys"},
}

// reservedWords are words of SQL that no engine takes for a name, and behind them
// those of each engine. RDS demands a name that is none of them.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
// https://www.postgresql.org/docs/current/sql-keywords-appendix.html
// https://dev.mysql.com/doc/refman/8.4/en/keywords.html
var (
	reservedWords = strings.Fields(`all and as asc both case check collate column constraint create cross current_date
		current_time current_timestamp current_user default desc distinct else false fetch for foreign from grant group
		having in inner into is join leading left like limit natural not null on or order outer primary references right
		select table then to trailing true union unique using when where with`)
	reservedWordsOf = map[DatabaseEngine][]string{
		DatabasePostgres: strings.Fields(`analyse analyze any array asymmetric cast deferrable do end except initially
			intersect lateral localtime localtimestamp offset only placing returning session_user some symmetric user
			variadic window`),
		DatabaseMySQL:   mysqlWords,
		DatabaseMariaDB: mysqlWords,
	}
	mysqlWords = strings.Fields(`add alter analyze between bigint binary blob by call cascade change char character
		condition continue convert cursor database databases decimal declare delete describe double drop exists explain
		float force fulltext if ignore index insert int integer interval key keys kill lines load lock loop match mod
		option optimize out procedure purge range read real regexp release rename repeat replace require restrict return
		revoke schema schemas separator set show smallint spatial sql starting straight_join terminated trigger undo
		unlock unsigned update usage use values varchar varying while write xor zerofill`)
)

// NewDatabaseFaults returns what RDS refuses of the names of a database that is to
// be made. One that exists has its names, whatever the spec says: it may have been
// restored with others.
func NewDatabaseFaults(d *DatabaseSpec) field.ErrorList {
	if d.Restore != nil {
		return nil
	}
	path := field.NewPath(rootPath, "database")
	var faults field.ErrorList
	user, name := strings.ToLower(d.Username), strings.ToLower(d.Name)
	switch {
	case slices.Contains(reservedUsers[d.Engine], user):
		faults = append(faults, field.Invalid(path.Child("username"), d.Username, "RDS keeps this name for itself: choose another"))
	case d.Engine == DatabasePostgres && strings.HasPrefix(user, "pg_"):
		faults = append(faults, field.Invalid(path.Child("username"), d.Username, "PostgreSQL keeps names that begin with pg_ for itself: choose another"))
	case d.reserves(user):
		faults = append(faults, reservedWord(d, d.Username, path.Child("username")))
	}
	switch {
	case slices.Contains(reservedDatabases[d.Engine], name):
		faults = append(faults, field.Invalid(path.Child("name"), d.Name, fmt.Sprintf("every instance of %s has a database of this name, or keeps it for itself: choose another", d.Engine)))
	case d.reserves(name):
		faults = append(faults, reservedWord(d, d.Name, path.Child("name")))
	}
	return faults
}

// reserves reports whether a name is a word of the engine's language.
func (d *DatabaseSpec) reserves(name string) bool {
	return slices.Contains(reservedWords, name) || slices.Contains(reservedWordsOf[d.Engine], name)
}

func reservedWord(d *DatabaseSpec, name string, path *field.Path) *field.Error {
	return field.Invalid(path, name, fmt.Sprintf("is a reserved word of %s, which RDS refuses: choose another name, for example %s_app", d.Engine, name))
}

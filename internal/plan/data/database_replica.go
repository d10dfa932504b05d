package data

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Replica answers queries only. It holds nothing that the database does not,
// and so nothing protects it.
type Replica struct {
	Key        name.Key
	Identifier string
	Logs       []Log
	Storage    Storage

	// Version is the requested version, if a replica is not upgraded with its database. Parameters are those of the version that it runs.
	Version    string
	Parameters name.Key

	// BlockedOn says what must be known before the replica can be created.
	BlockedOn plan.Blockers
}

// planReplicas plans the read replicas of a database.
func (d *Plan) planReplicas(db *Database, u databaseUpgrade, storage storageClaim, seen live.State) {
	for i := range d.Spec.Database.ReadReplicas {
		r := Replica{Key: name.DatabaseReplica(i + 1)}
		suffix := strings.TrimPrefix(string(r.Key), "database-")
		r.Identifier = cmp.Or(seen.Instance(r.Key).RequestedIdentifier(), db.Identifier+"-"+suffix)
		r.Logs = d.databaseLogs(suffix+"-", r.Identifier)
		r.Storage = storage.replicaStorage(db, r.Key, seen)
		r.Parameters = d.databaseParameters(cmp.Or(seen.Instance(r.Key).EngineVersion(), u.database), seen).Key
		if seen.Has(r.Key) {
			r.Version = u.replicas
		} else {
			r.BlockedOn = db.creation(r.Logs, seen)
		}
		db.Replicas = append(db.Replicas, r)
	}
}

// leaveReplicaLogs keeps the log groups of replicas that leave until those are
// gone: RDS would make new groups, without end and without encryption.
func (d *Plan) leaveReplicaLogs(wanted int64, seen live.State) {
	for _, k := range seen.Keys(name.DatabaseReplicas) {
		n, err := strconv.ParseInt(strings.TrimPrefix(string(k), name.DatabaseReplicas), 10, 64)
		if err != nil || n <= wanted {
			continue
		}
		prefix := string(name.StoreLogGroup(v1alpha1.StoreDatabase, strings.TrimPrefix(string(k), "database-"))) + "-"
		d.Draining = append(d.Draining, seen.Keys(prefix)...)
	}
}

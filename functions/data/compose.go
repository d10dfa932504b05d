// Package data composes the stores of a platform: database, cache and search
// engine, their parts, and their connection details.
package data

import (
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/loggroup"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/run"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// Function returns the composition function.
func Function() *run.Function {
	return &run.Function{Condition: run.DataReady, Compose: Compose}
}

// Compose returns the resources of a platform's stores.
func Compose(in run.Input) (run.Output, error) {
	d, err := data.New(in.Platform, in.Observed)
	if err != nil {
		return run.Output{}, err
	}
	var s emit.Set
	addDatabase(&s, d)
	addCache(&s, d)
	addSearch(&s, d)
	addConnection(&s, d)
	for _, u := range d.KeyUsages {
		s.AddWhenKnown(u.BlockedOn, u.Key, keyUsage(u))
	}
	return run.Output{
		Desired:    s,
		Lifecycle:  d.Lifecycle,
		Status:     status(d, in.Observed),
		Connection: connectionDetails(d),
	}, nil
}

func addDatabase(s *emit.Set, d data.Plan) {
	db := d.Database
	if db == nil {
		return
	}
	addAccess(s, d, db.Access)
	addLogs(s, d, db.Logs)
	s.AddWhenKnown(db.SubnetGroup.Placement.BlockedOn, name.DatabaseSubnets, databaseSubnets(d, *db))
	s.Add(db.Parameters.Key, databaseParameters(d, db.Parameters))
	s.AddWhenKnown(db.Monitoring.BlockedOn, name.DatabaseMonitoringRole, monitoringRole(d, *db))
	s.AddWhenKnown(db.Monitoring.BlockedOn, name.DatabaseMonitoringPolicy, monitoringPolicy(d))
	s.AddWhenKnown(db.BlockedOn, name.Database, database(d, *db))
	addSecret(s, d, db.Secret)
	if r := db.Rotation; r != nil {
		s.AddWhenKnown(r.BlockedOn, name.DatabaseSecretRotation, secretRotation(d, *r))
	}
	for _, r := range db.Replicas {
		addLogs(s, d, r.Logs)
		s.AddWhenKnown(r.BlockedOn, r.Key, databaseReplica(d, *db, r))
	}
}

func addCache(s *emit.Set, d data.Plan) {
	c := d.Cache
	if c == nil {
		return
	}
	addAccess(s, d, c.Access)
	s.AddWhenKnown(c.SubnetGroup.Placement.BlockedOn, name.CacheSubnets, cacheSubnets(d, *c))
	s.Add(c.Parameters.Key, cacheParameters(d, c.Parameters))
	s.AddWhenKnown(c.BlockedOn, name.Cache, cache(d, *c))
	addSecret(s, d, c.Secret)
	if c.Users == nil {
		return
	}
	s.AddWhenKnown(c.Users.BlockedOn, name.CacheUsers, cacheUsers(d, *c.Users))
	for _, u := range c.Users.Users {
		s.Add(u.Key, cacheUser(d, u))
	}
}

func addSearch(s *emit.Set, d data.Plan) {
	e := d.Search
	if e == nil {
		return
	}
	addAccess(s, d, e.Access)
	addLogs(s, d, e.Logs)
	s.AddWhenKnown(e.Role.BlockedOn, name.SearchRole, searchRole(e.Role))
	if e.LogPolicy != "" {
		s.AddWhenKnown(d.Account.Blockers(), name.SearchLogPolicy, searchLogPolicy(d, *e))
	}
	if e.ServiceLinkedRole {
		s.Add(name.SearchServiceLinkedRole, serviceLinkedRole())
	}
	s.AddWhenKnown(e.BlockedOn, name.Search, domain(d, *e))
	s.AddWhenKnown(e.BlockedOn, name.SearchPolicy, domainPolicy(d, *e))
}

func addAccess(s *emit.Set, d data.Plan, g data.Access) {
	s.Add(g.Key, securitygroup.In(d.Platform, g.Group))
	for _, i := range g.Ingress {
		s.Add(i.Key, ingress(d, g, i))
	}
}

func addLogs(s *emit.Set, d data.Plan, logs []data.Log) {
	for _, l := range logs {
		s.Add(l.Key, loggroup.Of(d.Platform, l.Group))
	}
}

func addSecret(s *emit.Set, d data.Plan, secret *data.Secret) {
	if secret == nil {
		return
	}
	s.AddWhenKnown(secret.BlockedOn, secret.Key, storeSecret(d, *secret))
	if secret.Version.Key != "" {
		s.Add(secret.Version.Key, secretVersion(d, *secret))
	}
	for _, k := range secret.Version.Former {
		s.Drain(k)
	}
}

func addConnection(s *emit.Set, d data.Plan) {
	if c := d.Connection; c != nil && c.Namespace != "" {
		s.AddWhenKnown(c.BlockedOn, c.Key, connectionSecret(*c))
	}
}

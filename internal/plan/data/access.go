package data

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// Access is the security group that protects a store, and its ingress rules.
type Access struct {
	Key     name.Key
	Group   plan.SecurityGroup
	Ingress []Ingress

	// GroupID is the ID of the group. As long as it is not known, GroupBlockedOn says
	// so.
	GroupID        string
	GroupBlockedOn plan.Blockers
}

// A Ingress admits the tasks of one service to a store.
type Ingress struct {
	Key     name.Key
	Service string
	From    name.Key
	Port    int64
}

// planAccess admits to a store the services that use it, and no other. Stores have no
// egress rules.
func (d *Plan) planAccess(store v1alpha1.Store, title string, seen live.State) Access {
	key := name.StoreGroup(store)
	id, blockers := plan.CurrentGroupID(key, name.Store(store), seen)
	g := Access{Key: key, GroupID: id, GroupBlockedOn: blockers, Group: plan.SecurityGroup{
		Name:        cmp.Or(seen.SecurityGroup(key).RequestedName(), d.Names.SecurityGroup(name.Store(store))),
		Description: cmp.Or(seen.SecurityGroup(key).RequestedDescription(), title+": the services that use it"),
	}}
	for _, s := range d.usersOf(store) {
		g.Ingress = append(g.Ingress, Ingress{
			Key:     name.StoreIngress(store, s),
			Service: s,
			From:    name.ServiceGroup(s),
			Port:    d.StorePort(store),
		})
	}
	return g
}

// usersOf returns the services that use a store.
func (d *Plan) usersOf(store v1alpha1.Store) []string {
	var out []string
	for _, s := range d.Spec.Services {
		if slices.Contains(s.Uses, store) {
			out = append(out, s.Name)
		}
	}
	return out
}

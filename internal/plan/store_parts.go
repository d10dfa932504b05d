package plan

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// StoreAccess is the security group that protects a store, and its ingress rules.
type StoreAccess struct {
	Key     name.Key
	Group   SecurityGroup
	Ingress []StoreIngress

	// GroupID is the ID of the group. As long as it is not known, GroupMissing says
	// so.
	GroupID, GroupMissing string
}

// A StoreIngress admits the tasks of one service to a store.
type StoreIngress struct {
	Key     name.Key
	Service string
	From    name.Key
	Port    int64
}

// planAccess admits to a store the services that use it, and no other. Stores have no
// egress rules.
func (d *Data) planAccess(store v1alpha1.Store, title string, seen live.State) StoreAccess {
	key := name.StoreGroup(store)
	id, missing := currentGroupID(key, name.Store(store), seen)
	g := StoreAccess{Key: key, GroupID: id, GroupMissing: missing, Group: SecurityGroup{
		Name:        cmp.Or(seen.SecurityGroup(key).RequestedName(), d.Names.SecurityGroup(name.Store(store))),
		Description: cmp.Or(seen.SecurityGroup(key).RequestedDescription(), title+": the services that use it"),
	}}
	for _, s := range d.usersOf(store) {
		g.Ingress = append(g.Ingress, StoreIngress{
			Key:     name.StoreIngress(store, s),
			Service: s,
			From:    name.ServiceGroup(s),
			Port:    d.StorePort(store),
		})
	}
	return g
}

// usersOf are the services that use a store.
func (p Platform) usersOf(store v1alpha1.Store) []string {
	var out []string
	for _, s := range p.Spec.Services {
		if slices.Contains(s.Uses, store) {
			out = append(out, s.Name)
		}
	}
	return out
}

// A StoreLog is one of a store's logs and the group that it goes to. The group
// exists before the store: AWS would otherwise make one itself, which is not
// encrypted and never forgets.
type StoreLog struct {
	Key   name.Key
	Type  string
	Group LogGroup
}

// keysOfLogs are the keys of log groups.
func keysOfLogs(logs []StoreLog) []name.Key {
	out := make([]name.Key, len(logs))
	for i, l := range logs {
		out[i] = l.Key
	}
	return out
}

// waitingForLogs says that a store waits for groups that are not there yet.
func waitingForLogs(logs []StoreLog, seen live.State) string {
	if slices.ContainsFunc(logs, func(l StoreLog) bool { return !seen.Ready(l.Key) }) {
		return "its log groups"
	}
	return ""
}

// A ParameterGroup is the engine parameters of a store, for one family of
// versions.
type ParameterGroup struct {
	Key        name.Key
	Name       string
	Family     string
	Parameters []Parameter
}

// A Parameter is one engine parameter.
type Parameter struct{ Name, Value string }

// parameters are those of the platform and over them those of the user, by name.
func parameters(own, users map[string]string) []Parameter {
	all := maps.Clone(own)
	maps.Copy(all, users)
	out := make([]Parameter, 0, len(all))
	for _, n := range slices.Sorted(maps.Keys(all)) {
		out = append(out, Parameter{Name: n, Value: all[n]})
	}
	return out
}

// leavingParameters are groups of other families. They stay until all that may use
// them are seen with the wanted one: AWS deletes no group in use.
func leavingParameters(prefix string, want ParameterGroup, seen live.State, users ...name.Key) []name.Key {
	uses := func(k name.Key) bool { return seen.Has(k) && seen.ParameterGroup(k) != want.Name }
	if !slices.ContainsFunc(users, uses) {
		return nil
	}
	return slices.DeleteFunc(seen.Keys(prefix), func(k name.Key) bool { return k == want.Key })
}

// finalSnapshot names the snapshot that AWS makes of a store when it is deleted.
// The name is another in each life of the store: a second deletion could not
// make a snapshot that exists. Before the store has a life there is a name too, as
// the provider deletes nothing without.
func finalSnapshot(store name.Key, identifier string, seen live.State) string {
	if uid := seen.UID(store); uid != "" {
		return identifier + "-final-" + name.Hash(uid)
	}
	return cmp.Or(seen.RequestedFinalSnapshot(store), identifier+"-final")
}

// A SubnetGroup is the subnets that AWS may place a store in.
type SubnetGroup struct {
	Name      string
	Placement Placement
}

// planSubnetGroup plans the subnet group of a store.
func (d *Data) planSubnetGroup(group name.Key, seen live.State) SubnetGroup {
	r := zonalResource{key: group, tier: v1alpha1.TierDatabase}
	placement, pending := d.placement(r, d.missingSubnetOf(r.tier, seen), seen)
	d.Progress = append(d.Progress, pending...)
	return SubnetGroup{Name: currentNameOr(seen, group, d.Names.StorePart(group)), Placement: placement}
}

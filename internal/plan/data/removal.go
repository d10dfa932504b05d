package data

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// planRemoval decides about a store that was removed from the claim. It stays,
// with all that it is made of, until the claim confirms that it may go. Only the
// ways into it leave, once the services do not use it any more.
func (d *Plan) planRemoval(store v1alpha1.Store, seen live.State) {
	if d.Spec.Has(store) {
		return
	}
	parts := plan.PartsOf(store, seen)
	if slices.Contains(d.Spec.ConfirmDeletion, store) {
		d.takeDown(store, parts, seen)
		return
	}
	d.Draining = append(d.Draining, parts...)
	for _, k := range plan.Lasting {
		if strings.HasPrefix(string(k), string(store)+"-") && seen.Has(k) {
			d.Draining = append(d.Draining, k)
		}
	}
	if len(parts) > 0 {
		d.Held = append(d.Held, fmt.Sprintf("the claim has no %[1]s any more, and the one that exists is kept: "+
			"bring spec.%[1]s back, or give the data up by spec.confirmDeletion: [%[1]s]", store))
	}
}

// takeDown deletes a store in AWS's order: first whatever protects it goes, then
// its replicas, then the store, and at last what it was made of. Its security group
// stays until no rule of another group names it.
func (d *Plan) takeDown(store v1alpha1.Store, parts []name.Key, seen live.State) {
	if len(parts) > 0 {
		d.note(fmt.Sprintf("the %s is being deleted, as spec.confirmDeletion says", store))
	}
	replicas := seen.Keys(name.DatabaseReplicas)
	for _, k := range parts {
		switch {
		case shielded(k, seen):
			d.Unprotected = append(d.Unprotected, k)
		case slices.Contains(replicas, k):
			// It leaves first: nothing depends on it.
		case k == name.SearchPolicy:
			// It is nothing without its domain, and leaves with it.
		case k == name.Database && len(replicas) > 0:
			d.Draining = append(d.Draining, k)
		case k != name.Store(store) && seen.Has(name.Store(store)):
			d.Draining = append(d.Draining, k)
		case k == name.StoreGroup(store) && d.IsPeer(k, seen):
			d.Draining = append(d.Draining, k)
		}
	}
}

// shielded reports whether something could not be deleted in AWS yet, by the
// platform's word or, for the database, by RDS's own switch. What the provider
// could not make has none.
func shielded(k name.Key, seen live.State) bool {
	if !seen.Deletable(k) {
		return true
	}
	unmade := seen.ExternalName(k) == "" && seen.Problem(k) != ""
	return k == name.Database && !unmade && seen.Database().DeletionProtected()
}

// unprotectParts lets go of what a store of the claim was made of and no longer
// is, such as the parameters of an older version. It was protected with the store:
// what left like that would stay in AWS, and block a successor of the same
// name.
func (d *Plan) unprotectParts(seen live.State) {
	wanted := slices.Concat(d.Database.parts(), d.Cache.parts(), d.Search.parts(), d.Draining, d.Pinned, d.Unprotected)
	for _, store := range plan.Stores {
		if !d.Spec.Has(store) {
			continue
		}
		for _, k := range plan.PartsOf(store, seen) {
			if !slices.Contains(wanted, k) && !seen.Deletable(k) {
				d.Unprotected = append(d.Unprotected, k)
			}
		}
	}
}

// retainStores retains the protected stores with all that they are made of, but
// not its ingress rules: the services leave.
func (d *Plan) retainStores() {
	if db := d.Database; db != nil && db.Protected {
		plan.Retain(d.Retained, db.parts()...)
	}
	if c := d.Cache; c != nil && c.Protected {
		plan.Retain(d.Retained, c.parts()...)
	}
	if s := d.Search; s != nil && s.Protected {
		plan.Retain(d.Retained, s.parts()...)
	}
	plan.Retain(d.Retained, plan.Lasting...)
}

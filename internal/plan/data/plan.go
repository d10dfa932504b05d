// Package data decides on the stores of a platform: the database, the cache and the
// search domain, who may reach them, and what becomes of them when the claim removes
// them.
package data

import (
	"errors"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// Plan is the stores of a platform, and how they are reached.
type Plan struct {
	plan.Platform
	Account plan.Account

	Database   *Database
	Cache      *Cache
	Search     *Search
	Connection *Connection
	KeyUsages  []KeyUsage

	plan.Lifecycle
}

// New plans the stores of a platform.
func New(p plan.Platform, seen live.State) (Plan, error) {
	d := Plan{Platform: p, Account: plan.AccountOf(p.Spec, seen), Lifecycle: plan.Lifecycle{Retained: map[name.Key]bool{}}}
	err := errors.Join(d.planDatabase(seen), d.planCache(seen), d.planSearch(seen))
	if err != nil {
		return Plan{}, err
	}
	for _, store := range plan.Stores {
		d.planRemoval(store, seen)
		d.leaveIngress(store, seen)
	}
	d.planConnection(seen)
	d.planKeyUsages(seen)
	d.retainStores()
	d.unprotectParts(seen)
	slices.Sort(d.Draining)
	slices.Sort(d.Pinned)
	return d, nil
}

// note notes what is still to happen, where there is anything.
func (d *Plan) note(text string) {
	if text != "" {
		d.Progress = append(d.Progress, plan.Progress{Text: text})
	}
}

package plan

import (
	"errors"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// Data is the stores of a platform, and how they are reached.
type Data struct {
	Platform
	Account Account

	Database   *Database
	Cache      *Cache
	Search     *Search
	Connection *Connection
	KeyUsages  []KeyUsage

	Lifecycle
}

// NewData plans the stores of a platform.
func NewData(p Platform, seen live.State) (Data, error) {
	d := Data{Platform: p, Account: accountOf(p.Spec, seen), Lifecycle: Lifecycle{Retained: map[name.Key]bool{}}}
	err := errors.Join(d.planDatabase(seen), d.planCache(seen), d.planSearch(seen))
	if err != nil {
		return Data{}, err
	}
	for _, store := range stores {
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
func (d *Data) note(text string) {
	if text != "" {
		d.Progress = append(d.Progress, text)
	}
}

package plan

import (
	"errors"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
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

	// Leaving are resources that the claim no longer asks for and that stay as they
	// are: something still uses them, or nobody has confirmed that they may go.
	Leaving []name.Key

	// Staying are resources that the claim no longer asks for and that what ECS can
	// go back to still names. They may stay for long.
	Staying []name.Key

	// Surrendered are resources that the claim no longer asks for, and that may be
	// deleted as soon as nothing protects them any more.
	Surrendered []name.Key

	// Pending is what is still to happen to what exists.
	Pending []string

	// Held says what stays only because nobody has confirmed that it may go.
	Held []string

	// Retained are the resources that stay in AWS when the platform is deleted.
	Retained map[name.Key]bool
}

// NewData plans the stores of a platform.
func NewData(p Platform, seen observed.View) (Data, error) {
	d := Data{Platform: p, Account: accountOf(p.Spec, seen), Retained: map[name.Key]bool{}}
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
	d.surrenderParts(seen)
	slices.Sort(d.Leaving)
	slices.Sort(d.Staying)
	return d, nil
}

// note notes what is still to happen, where there is anything.
func (d *Data) note(text string) {
	if text != "" {
		d.Pending = append(d.Pending, text)
	}
}

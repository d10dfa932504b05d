package e2e

import (
	"fmt"
	"slices"
	"strings"
)

// deleteProtected deletes a platform that is protected. AWS keeps what status
// named, and nothing else.
func (e *emulation) deleteProtected(f *platform) {
	f = e.holding(f)
	kept := f.list("onDelete", "kept")
	if len(kept) == 0 {
		e.t.Fatal("status names nothing that is kept")
	}
	before := e.inventory().of(f)
	f.delete()
	e.await(soon, "moto has what was kept, and nothing else of the platform", func() string {
		var wrong []string
		now := e.inventory()
		for key, name := range before {
			if now[name] != slices.Contains(kept, key) {
				wrong = append(wrong, fmt.Sprintf("%s (%s) exists: %t", key, name, now[name]))
			}
		}
		return strings.Join(wrong, ", ")
	})
	e.t.Logf("of %d resources that have a name in AWS", len(before))
}

// deleteUnprotected deletes a platform that is not protected. Nothing is left.
func (e *emulation) deleteUnprotected(f *platform) {
	f = e.holding(f)
	f.set(false, "deletionProtection")
	e.settle([]*platform{f})
	before := e.inventory().of(f)
	f.delete()
	e.await(soon, "moto has nothing of the platform", func() string {
		var left []string
		now := e.inventory()
		for key, name := range before {
			if now[name] {
				left = append(left, key+" ("+name+")")
			}
		}
		return strings.Join(left, ", ")
	})
	e.t.Logf("of %d resources that have a name in AWS", len(before))
}

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
	e.deleteAllBut(kept, f, "moto has what was kept, and nothing else of the platform")
}

// deleteUnprotected deletes a platform that is not protected. Nothing is left.
func (e *emulation) deleteUnprotected(f *platform) {
	f = e.holding(f)
	f.set(false, "deletionProtection")
	e.settle([]*platform{f})
	e.deleteAllBut(nil, f, "moto has nothing of the platform")
}

// deleteAllBut deletes a platform, and waits until AWS has what is kept of it and no
// more.
func (e *emulation) deleteAllBut(kept []string, f *platform, reason string) {
	before := e.inventory().of(f)
	f.delete()
	e.await(soon, reason, func() string {
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

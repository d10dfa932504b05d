package e2e

import (
	"fmt"
	"slices"
	"strings"
)

// deleteProtected deletes a protected platform. AWS keeps the resources that
// its status named, and no others.
func (e *emulation) deleteProtected(f *platform) {
	f = e.forTest(f)
	kept := f.list("onDelete", "kept")
	if len(kept) == 0 {
		e.t.Fatal("status names no kept resource")
	}
	e.deleteAllBut(kept, f, "moto has the kept resources, and no others of the platform")
}

// deleteUnprotected deletes an unprotected platform. No resource remains.
func (e *emulation) deleteUnprotected(f *platform) {
	f = e.forTest(f)
	f.set(false, "deletionProtection")
	e.settle([]*platform{f})
	e.deleteAllBut(nil, f, "moto has no resource of the platform")
}

// deleteAllBut deletes a platform, and waits until AWS has what is kept of it and no
// more.
func (e *emulation) deleteAllBut(kept []string, f *platform, reason string) {
	before := e.inventory().namesOf(f)
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

package emit

import (
	"fmt"
	"maps"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Set contains the resources that a function composes: one Intent for each
// key.
type Set struct {
	intents map[name.Key]Intent
	clashes []name.Key
}

// An Intent describes how one composed resource is handled.
type Intent struct {
	// Resource is the desired resource. If it is nil, an existing resource is
	// unchanged, and none is created.
	Resource metav1.Object

	// Pinned keeps an existing resource permanently, and not only until nothing
	// uses it.
	Pinned bool

	// Orphaned keeps an existing resource unchanged, but removes the right to
	// delete it in AWS: it may then be removed without any effect in AWS.
	Orphaned bool

	// Unprotected keeps an existing resource unchanged, but removes its
	// protection: it may be removed next, and is then deleted in AWS.
	Unprotected bool

	// PartOf is the resource with which AWS deletes this one. Nothing waits for
	// a part: the platform is ready without it.
	PartOf name.Key

	// BlockedOn lists what the resource waits for before it can be created or
	// changed. It is empty if the resource does not wait.
	BlockedOn plan.Blockers
}

// Add adds a resource.
func (s *Set) Add(k name.Key, r metav1.Object) { s.put(k, Intent{Resource: r}) }

// AddPart adds a resource without which the platform is ready, and which AWS
// deletes together with its owner.
func (s *Set) AddPart(owner, k name.Key, r metav1.Object) {
	s.put(k, Intent{Resource: r, PartOf: owner})
}

// AddWhenKnown adds a resource as soon as it waits for nothing: all values that
// it requires are known. An existing resource is unchanged meanwhile: values
// that become unknown later never delete a resource.
func (s *Set) AddWhenKnown(blockedOn plan.Blockers, k name.Key, r metav1.Object) {
	if len(blockedOn) > 0 {
		s.put(k, Intent{BlockedOn: blockedOn})
		return
	}
	s.Add(k, r)
}

// Drain keeps a resource that the spec no longer asks for unchanged, as long as
// another resource depends on it.
func (s *Set) Drain(k name.Key) { s.put(k, Intent{}) }

// Apply adds the resources that a plan does not compose any more.
func (s *Set) Apply(l plan.Lifecycle) {
	for _, k := range l.Draining {
		s.Drain(k)
	}
	for _, k := range l.Pinned {
		s.put(k, Intent{Pinned: true})
	}
	for _, k := range l.Orphaned {
		s.put(k, Intent{Orphaned: true})
	}
	for _, k := range l.Unprotected {
		s.put(k, Intent{Unprotected: true})
	}
}

func (s *Set) put(k name.Key, i Intent) {
	if s.intents == nil {
		s.intents = map[name.Key]Intent{}
	}
	if _, taken := s.intents[k]; taken {
		s.clashes = append(s.clashes, k)
	}
	s.intents[k] = i
}

// Keys returns the keys of the set, sorted.
func (s *Set) Keys() []name.Key { return slices.Sorted(maps.Keys(s.intents)) }

// Intent returns the Intent of a key.
func (s *Set) Intent(k name.Key) Intent { return s.intents[k] }

// Err returns an error if keys were added twice: one of the two resources would
// be lost.
func (s *Set) Err() error {
	if len(s.clashes) == 0 {
		return nil
	}
	return fmt.Errorf("cannot compose two resources under one key: %v", s.clashes)
}

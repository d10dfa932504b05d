package emit

import (
	"fmt"
	"maps"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Set is what a function asks for: one intent for each key.
type Set struct {
	intents map[name.Key]Intent
	clashes []name.Key
}

// An Intent is what should become of one composed resource.
type Intent struct {
	// Resource is what it should be. Without one, what exists stays exactly as
	// it is, and nothing is created.
	Resource metav1.Object

	// Pinned has what exists stay for good, and not only until nothing uses it.
	Pinned bool

	// Orphaned leaves what exists as it is, but for the right to delete it in
	// AWS: it may then leave without taking anything with it.
	Orphaned bool

	// Unprotected leaves what exists as it is, but for what protects it: it may
	// leave next, and is then deleted in AWS.
	Unprotected bool

	// PartOf is the resource that AWS deletes this one together with. Nothing
	// waits for a part: the platform is ready without it.
	PartOf name.Key

	// Missing is what has to be known before the resource can be created, such
	// as "the VPC's IPv6 block". It is empty where nothing is awaited.
	Missing string
}

// Add asks for a resource.
func (s *Set) Add(k name.Key, r metav1.Object) { s.put(k, Intent{Resource: r}) }

// AddPart asks for a resource that the platform is ready without, and that AWS
// deletes together with its owner.
func (s *Set) AddPart(owner, k name.Key, r metav1.Object) {
	s.put(k, Intent{Resource: r, PartOf: owner})
}

// AddWhenKnown asks for a resource as soon as what it needs is known; missing says
// what is not, or is empty. A resource that exists already is left as it is
// meanwhile: knowledge that goes missing later never deletes anything.
func (s *Set) AddWhenKnown(missing string, k name.Key, r metav1.Object) {
	if missing != "" {
		s.put(k, Intent{Missing: missing})
		return
	}
	s.Add(k, r)
}

// Drain leaves a resource that the spec no longer describes exactly as it is,
// for as long as something still depends on it.
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

// Keys are the keys of the set, sorted.
func (s *Set) Keys() []name.Key { return slices.Sorted(maps.Keys(s.intents)) }

// Intent is what should become of a key.
func (s *Set) Intent(k name.Key) Intent { return s.intents[k] }

// Err reports keys that were asked for twice: one of the two would be lost.
func (s *Set) Err() error {
	if len(s.clashes) == 0 {
		return nil
	}
	return fmt.Errorf("cannot compose two resources under one key: %v", s.clashes)
}

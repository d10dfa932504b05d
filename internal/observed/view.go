// Package observed defines the interface through which planning and composing read
// existing resources: single values, never whole objects. It imports neither the
// provider nor the SDK, so that plans stay pure, and an implementation needs to
// decode only the values that are read.
package observed

import "github.com/xplatform-dev/xplatform/internal/name"

// A View reports properties of the observed composed resources.
type View interface {
	Existence
	Fields
}

// Existence reports which resources exist, and their state.
type Existence interface {
	// Has reports whether the resource exists.
	Has(k name.Key) bool

	// Keys returns the keys of existing resources that begin with a prefix, sorted.
	Keys(prefix string) []name.Key

	// Ready reports whether the condition Ready of the resource is True.
	Ready(k name.Key) bool

	// Deletable reports whether AWS deletes the resource when it leaves the platform.
	Deletable(k name.Key) bool

	// Problem returns the error that the provider reports for the resource. It is
	// empty if there is none, or if nothing is known.
	Problem(k name.Key) string

	// ExternalName returns the identity of the resource in AWS. It is empty if unknown.
	ExternalName(k name.Key) string

	// UID returns the UID of the managed resource, which a resource that is deleted and
	// created again does not keep. It is empty if unknown.
	UID(k name.Key) string
}

// Fields reads single fields of resources. Only package live does.
type Fields interface {
	// Status returns the scalar at a path below status.atProvider, as text: fields by
	// name, items of lists by position. It is empty if unknown.
	Status(k name.Key, path ...string) string

	// Spec returns the scalar at a path below spec.forProvider, as text. It is empty
	// if unset.
	Spec(k name.Key, path ...string) string

	// Initial returns the scalar at a path below spec.initProvider, as text.
	Initial(k name.Key, path ...string) string
}

// Package observed is all that planning and composing may know of the
// resources that already exist: a few narrow questions, never whole objects.
// It imports neither the provider nor the SDK, so that plans stay pure, and
// what answers the questions is free to decode no more than it is asked for.
package observed

import "github.com/xplatform-dev/xplatform/internal/name"

// A View answers questions about the observed composed resources.
type View interface {
	// Has reports whether the resource exists.
	Has(k name.Key) bool

	// Keys are the keys of what exists that begin with a prefix, sorted.
	Keys(prefix string) []name.Key

	// Ready reports whether the resource says that it is ready.
	Ready(k name.Key) bool

	// Deletable reports whether the resource is deleted in AWS when it leaves.
	Deletable(k name.Key) bool

	// Problem is what the provider says is wrong with the resource, in its own
	// words. It is empty when nothing is wrong or nothing is known.
	Problem(k name.Key) string

	// ExternalName is the resource's identity in AWS. It is empty when unknown.
	ExternalName(k name.Key) string

	// UID tells one life of the resource from the next. It is empty when unknown.
	UID(k name.Key) string

	// Status is the scalar at a path below status.atProvider, as text: fields by
	// name, items of lists by position. It is empty when unknown.
	Status(k name.Key, path ...string) string

	// Spec is the scalar at a path below spec.forProvider, as text. It is empty
	// when unset.
	Spec(k name.Key, path ...string) string

	// Initial is the scalar at a path below spec.initProvider, as text: what the
	// resource began with.
	Initial(k name.Key, path ...string) string
}

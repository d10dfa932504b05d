package emit

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// overObserved returns the parameters of a kind with the fields that an existing resource
// requires: resolved values, and fields to empty.
func overObserved(kind string, forProvider, observed wire.Object) wire.Object {
	if observed == nil {
		return forProvider
	}
	have := observed.Get("spec", "forProvider").Object()
	return unset(kind, withResolved(forProvider, have), have)
}

// withResolved adds the resolved values of unchanged references to resources
// with more than one reference.
//
// The provider writes resolved values by server-side apply, and only those that
// have changed. By omitting values that it wrote before, it gives up their
// ownership: if one of several references changes, the values of the others
// would be removed, written again, and then remove the changed one,
// indefinitely (https://github.com/crossplane/crossplane-runtime/issues/694).
// Values that the composite also owns stay.
func withResolved(want, have wire.Object) wire.Object {
	if countReferences(want) < 2 {
		return want
	}
	return addResolved(want, have)
}

func countReferences(o wire.Object) int {
	n := 0
	for k, v := range o.Fields() {
		switch {
		case strings.HasSuffix(k, "SecretRef"):
			// A reference to a Secret is read, and not resolved.
		case strings.HasSuffix(k, "Ref"):
			n++
		case v.IsObject():
			n += countReferences(v.Object())
		}
	}
	return n
}

func addResolved(want, have wire.Object) wire.Object {
	out := want
	for k, v := range want.Fields() {
		value, isRef := strings.CutSuffix(k, "Ref")
		switch {
		case isRef && have.Get(value) != nil && want.Get(value) == nil && sameName(v, have.Get(k)):
			out = out.Append(value, have.Get(value))
		case v.IsObject():
			if below := addResolved(v.Object(), have.Get(k).Object()); len(below) > len(v.Object()) {
				out = out.With(k, below.Value())
			}
		}
	}
	return out
}

// sameName reports whether two references name the same resource.
func sameName(want, have wire.Value) bool {
	return want.Get("name").Text() == have.Get("name").Text()
}

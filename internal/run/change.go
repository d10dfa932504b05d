package run

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// changing reports whether an existing resource does not have its desired state
// yet: a desired value differs, the provider has not observed the latest
// generation of its spec, or an operation in AWS is in progress. Its condition
// Ready then describes the previous state.
func (v view) changing(k name.Key, want wire.Object) bool {
	o := v.object(k)
	if o == nil {
		return false
	}
	for _, field := range []string{"spec", "data"} {
		if value := want.Get(field); value != nil && !covered(value, o.Get(field)) {
			return true
		}
	}
	generation := o.Get("metadata", "generation").Decode().GetNumberValue()
	for c := range v.parts(k).conditions.Items() {
		switch c.Get("type").Text() {
		case "Synced":
			if seen := c.Get("observedGeneration"); seen != nil && seen.Decode().GetNumberValue() < generation {
				return true
			}
		case "AsyncOperation":
			if c.Get("status").Is("False") && c.Get("reason").Is("Ongoing") {
				return true
			}
		}
	}
	return false
}

// covered reports whether an observed value contains the desired one: provider
// and API server add fields.
func covered(want, have wire.Value) bool {
	switch {
	case want.IsObject():
		return have.IsObject() && have.Object().Covers(want.Object(), covered)
	case want.IsList():
		return coveredItems(want, have)
	}
	return want.Equal(have)
}

func coveredItems(want, have wire.Value) bool {
	wanted := slices.Collect(want.Items())
	i := 0
	for item := range have.Items() {
		if i == len(wanted) || !covered(wanted[i], item) {
			return false
		}
		i++
	}
	return i == len(wanted)
}

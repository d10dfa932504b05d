package data

import (
	"maps"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// A ParameterGroup is the engine parameters of a store, for one family of
// versions.
type ParameterGroup struct {
	Key        name.Key
	Name       string
	Family     string
	Parameters []Parameter
}

// A Parameter is one engine parameter.
type Parameter struct{ Name, Value string }

// parameters are those of the platform and over them those of the user, by name.
func parameters(own, users map[string]string) []Parameter {
	all := maps.Clone(own)
	maps.Copy(all, users)
	out := make([]Parameter, 0, len(all))
	for _, n := range slices.Sorted(maps.Keys(all)) {
		out = append(out, Parameter{Name: n, Value: all[n]})
	}
	return out
}

// leavingParameters are groups of other families. They stay until all that may use
// them are seen with the wanted one: AWS deletes no group in use.
func leavingParameters(prefix string, want ParameterGroup, seen live.State, users ...name.Key) []name.Key {
	uses := func(k name.Key) bool { return seen.Has(k) && seen.ParameterGroup(k) != want.Name }
	if !slices.ContainsFunc(users, uses) {
		return nil
	}
	return slices.DeleteFunc(seen.Keys(prefix), func(k name.Key) bool { return k == want.Key })
}

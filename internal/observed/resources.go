package observed

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Resources implements View over literal values, for tests.
type Resources map[name.Key]Resource

// A Resource contains the properties of one resource that a View reports.
type Resource struct {
	Ready        bool
	Problem      string
	ExternalName string
	UID          string
	Undeletable  bool

	// Status, Spec and Initial hold strings by their dotted path.
	Status  map[string]string
	Spec    map[string]string
	Initial map[string]string
}

var _ View = Resources{}

// Has reports whether the map contains the resource.
func (r Resources) Has(k name.Key) bool { _, ok := r[k]; return ok }

// Keys returns the keys of the map that begin with a prefix, sorted.
func (r Resources) Keys(prefix string) []name.Key {
	var out []name.Key
	for k := range r {
		if strings.HasPrefix(string(k), prefix) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// Ready returns the resource's field.
func (r Resources) Ready(k name.Key) bool { return r[k].Ready }

// Deletable reports whether the resource exists and is not Undeletable.
func (r Resources) Deletable(k name.Key) bool { return r.Has(k) && !r[k].Undeletable }

// Problem returns the resource's field.
func (r Resources) Problem(k name.Key) string { return r[k].Problem }

// ExternalName returns the resource's field.
func (r Resources) ExternalName(k name.Key) string { return r[k].ExternalName }

// UID returns the resource's field.
func (r Resources) UID(k name.Key) string { return r[k].UID }

// Status returns the value under the dotted path.
func (r Resources) Status(k name.Key, path ...string) string { return r[k].Status[dotted(path)] }

// Spec returns the value under the dotted path.
func (r Resources) Spec(k name.Key, path ...string) string { return r[k].Spec[dotted(path)] }

// Initial returns the value under the dotted path.
func (r Resources) Initial(k name.Key, path ...string) string { return r[k].Initial[dotted(path)] }

func dotted(path []string) string { return strings.Join(path, ".") }

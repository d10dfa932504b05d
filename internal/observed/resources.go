package observed

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Resources is a View of resources written down by hand, for planning on
// paper and for tests.
type Resources map[name.Key]Resource

// A Resource is what a View knows of one resource.
type Resource struct {
	Ready        bool
	Problem      string
	ExternalName string
	UID          string
	Undeletable  bool

	// Status, Spec and Initial hold texts by their dotted path.
	Status  map[string]string
	Spec    map[string]string
	Initial map[string]string
}

var _ View = Resources{}

// Has reports whether the resource is written down.
func (r Resources) Has(k name.Key) bool { _, ok := r[k]; return ok }

// Keys are the keys written down that begin with a prefix, sorted.
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

// Ready reports what is written down.
func (r Resources) Ready(k name.Key) bool { return r[k].Ready }

// Deletable reports what is written down.
func (r Resources) Deletable(k name.Key) bool { return r.Has(k) && !r[k].Undeletable }

// Problem reports what is written down.
func (r Resources) Problem(k name.Key) string { return r[k].Problem }

// ExternalName reports what is written down.
func (r Resources) ExternalName(k name.Key) string { return r[k].ExternalName }

// UID reports what is written down.
func (r Resources) UID(k name.Key) string { return r[k].UID }

// Status reports what is written down under the dotted path.
func (r Resources) Status(k name.Key, path ...string) string { return r[k].Status[dotted(path)] }

// Spec reports what is written down under the dotted path.
func (r Resources) Spec(k name.Key, path ...string) string { return r[k].Spec[dotted(path)] }

// Initial reports what is written down under the dotted path.
func (r Resources) Initial(k name.Key, path ...string) string { return r[k].Initial[dotted(path)] }

func dotted(path []string) string { return strings.Join(path, ".") }

package simulatedaws

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// A Write is a change that the provider makes, in AWS or in Kubernetes. A platform
// at rest has none.
type Write struct {
	// Kind and Name are those of the object.
	Kind, Name string

	// What says what is written, and where.
	What string
}

func (w Write) String() string { return fmt.Sprintf("%s %s: %s", w.Kind, w.Name, w.What) }

// wrote notes a write, once.
func (r *resource) wrote(format string, args ...any) {
	if what := fmt.Sprintf(format, args...); !slices.Contains(r.writes, what) {
		r.writes = append(r.writes, what)
	}
}

// wroteReport notes what it took to get from the former report to a new one: a
// resource that did not exist is created, and one that differs in a field that is
// asked for is updated.
func (r *resource) wroteReport(atProvider map[string]any) {
	switch {
	case r.adopted():
	case r.forgotten:
		r.wrote("is created in AWS a second time")
	case !r.existed:
		r.wrote("is created in AWS")
	default:
		for _, field := range slices.Sorted(maps.Keys(r.requested())) {
			if !reflect.DeepEqual(r.before[field], atProvider[field]) {
				r.wrote("%s is updated in AWS", field)
			}
		}
	}
}

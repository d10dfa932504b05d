package run

import "strings"

// Conditions of the parts of a platform.
const (
	NetworkReady = "NetworkReady"
	EdgeReady    = "EdgeReady"
	DataReady    = "DataReady"
	ComputeReady = "ComputeReady"
)

// parts are the conditions of all parts, in the order of the Compositions.
var parts = []string{NetworkReady, EdgeReady, DataReady, ComputeReady}

// sections are the fields of a spec that belong to one part alone. All others,
// such as zones and tags, are the network's: it stands before the rest.
var sections = map[string]string{
	"network":              NetworkReady,
	"edge":                 EdgeReady,
	"database":             DataReady,
	"cache":                DataReady,
	"search":               DataReady,
	"confirmDeletion":      DataReady,
	"connectionSecretName": DataReady,
	"services":             ComputeReady,
}

// partOf returns the condition of the part that a fault is about, which begins
// with a field path such as spec.services[0].name, or other where no part has
// that field for itself.
func partOf(fault, other string) string {
	rest, ok := strings.CutPrefix(fault, "spec.")
	if !ok {
		return other
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return r == '.' || r == '[' || r == ':' })
	if end >= 0 {
		rest = rest[:end]
	}
	if part, ok := sections[rest]; ok {
		return part
	}
	return other
}

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
// such as zones and tags, belong to the network, which is the first part.
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

// partOf returns the condition of the part that a fault is about. The fault
// begins with a field path such as spec.services[0].name. It returns other if
// the field belongs to no single part.
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

package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sigs.k8s.io/yaml"
)

// A gap is a feature that moto lacks: see test/provider/moto/gaps.yaml.
type gap struct {
	ID       string   `json:"id"`
	Kinds    []string `json:"kinds"`
	Lacks    string   `json:"lacks"`
	Filled   string   `json:"filled"`
	Unproven string   `json:"unproven"`
	Writes   []string `json:"writes"`
}

func readGaps(t *testing.T) []gap {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "provider", "moto", "gaps.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var all []gap
	if err := yaml.UnmarshalStrict(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// repeats returns the gap that makes the provider repeat an operation, or "".
func (e *emulation) repeats(operation string) string {
	for _, g := range e.gaps {
		if slices.Contains(g.Writes, operation) {
			return g.ID
		}
	}
	return ""
}

// rewrites returns the gap that makes the provider write resources of a kind
// again and again, or "".
func (e *emulation) rewrites(kind string) string {
	for _, g := range e.gaps {
		if len(g.Writes) > 0 && slices.Contains(g.Kinds, kind) {
			return g.ID
		}
	}
	return ""
}

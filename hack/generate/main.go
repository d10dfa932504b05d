// Command generate writes everything that follows from the Go types of the API:
// both composite resource definitions, the schema that the functions default and
// validate with, the schemas for editors, and the API reference. It also lists the kinds
// in use and the provider's packages that have them, and draws the farmers claim, which
// follow from the goldens, and lists the known defects of the provider, which the
// simulation has. Run it from the root of the repository.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/xplatform-dev/xplatform/internal/jsonschema"
)

// A file is one generated file; its path is relative to the repository's root.
type file struct {
	path string
	make func(schema) ([]byte, error)
}

func files(root string) []file {
	return []file{
		{"apis/xplatform/definition.yaml", claimDefinition},
		{"apis/xplatform/definition-namespaced.yaml", namespacedDefinition},
		{"apis/xplatform/v1alpha1/zz_generated.schema.json", specJSON},
		{"docs/reference/api.md", reference},
		{"docs/schema/" + jsonschema.ClaimFile, claimSchema},
		{"docs/schema/" + jsonschema.NamespacedFile, namespacedSchema},
		{"docs/reference/provider-defects.md", func(schema) ([]byte, error) { return defects(), nil }},
		{"docs/farmers.svg", func(schema) ([]byte, error) { return farmers(root) }},
		{"examples/install/activation-policy.yaml", func(schema) ([]byte, error) { return activation(root) }},
		{"examples/install/provider-image-config.yaml", func(schema) ([]byte, error) { return providerImages(root) }},
	}
}

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run writes every file below root.
func run(root string) error {
	s, err := loadSchema(root, "./apis/xplatform/"+version)
	if err != nil {
		return err
	}
	for _, f := range files(root) {
		content, err := f.make(s)
		if err != nil {
			return fmt.Errorf("cannot generate %s: %w", f.path, err)
		}
		path := filepath.Join(root, f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // Source files, readable by all.
			return fmt.Errorf("cannot write %s: %w", f.path, err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil { //nolint:gosec // Source files, readable by all.
			return fmt.Errorf("cannot write %s: %w", f.path, err)
		}
	}
	return nil
}

// Package metadata adds dependencies to the crossplane.yaml of a Configuration.
package metadata

import (
	"errors"
	"fmt"

	"sigs.k8s.io/yaml"
)

// A Dependency is another package, at a version.
type Dependency struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Package    string `json:"package"`
	Version    string `json:"version"`
}

// Function returns the dependency on a function's package.
func Function(repository, version string) Dependency {
	return Dependency{APIVersion: "pkg.crossplane.io/v1", Kind: "Function", Package: repository, Version: version}
}

// Provider returns the dependency on a provider's package.
func Provider(repository, version string) Dependency {
	return Dependency{APIVersion: "pkg.crossplane.io/v1", Kind: "Provider", Package: repository, Version: version}
}

// Depend adds dependencies to a Configuration's metadata.
func Depend(document []byte, on []Dependency) ([]byte, error) {
	var configuration map[string]any
	if err := yaml.Unmarshal(document, &configuration); err != nil {
		return nil, fmt.Errorf("cannot read metadata of Configuration: %w", err)
	}
	spec, ok := configuration["spec"].(map[string]any)
	if !ok {
		return nil, errors.New("cannot read metadata of Configuration: it has no spec")
	}
	if _, ok := spec["dependsOn"]; ok {
		return nil, errors.New("cannot complete metadata of Configuration: it has dependencies already")
	}
	spec["dependsOn"] = on
	return yaml.Marshal(configuration)
}

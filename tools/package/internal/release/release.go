// Package release builds and pushes the packages of one version: the
// Configuration and the functions that it depends on.
package release

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/tools/package/internal/crossplane"
)

// configuration is the name of the Configuration's package.
const configuration = "configuration-xplatform"

// A Release describes the packages of a version, and their names.
type Release struct {
	// Source is the root of the repository.
	Source string

	// Binaries is a directory with a subdirectory for each platform, such as
	// linux_amd64, which contains the functions' programs.
	Binaries string

	// Out is the directory of the package files.
	Out string

	Registry, Organisation, Version string

	// ProviderVersions is the constraint on the provider's packages. If it is
	// empty, the Configuration accepts the version in go.mod and later ones of
	// the same major version.
	ProviderVersions string

	// Install is the directory of the files for a cluster.
	Install string

	// Mirror is a mirror of xpkg.crossplane.io that a cluster pulls from, or "".
	Mirror string

	// Architectures are the architectures for which functions are packaged.
	Architectures []string

	CLI crossplane.CLI
}

// Build writes all package files, and the files that install them on a cluster.
func (r Release) Build() error {
	if strings.Contains(r.Registry, "/") {
		return fmt.Errorf("cannot publish at registry %q: a registry is a host; move the path to the organisation", r.Registry)
	}
	functions, err := r.functions()
	if err != nil {
		return err
	}
	stage, err := os.MkdirTemp("", "xplatform-package-")
	if err != nil {
		return fmt.Errorf("cannot create a build directory: %w", err)
	}
	defer os.RemoveAll(stage)
	if err := os.MkdirAll(r.Out, 0o750); err != nil {
		return fmt.Errorf("cannot create the directory of the packages: %w", err)
	}
	for _, f := range functions {
		for _, architecture := range r.Architectures {
			if err := r.buildFunction(f, architecture, stage); err != nil {
				return fmt.Errorf("cannot build package of %s for %s: %w", f.name, architecture, err)
			}
		}
	}
	if err := r.buildConfiguration(functions, filepath.Join(stage, configuration)); err != nil {
		return fmt.Errorf("cannot build package of %s: %w", configuration, err)
	}
	return r.writeInstall()
}

// Push pushes what Build wrote. The Configuration is pushed last, so that its
// functions are never missing.
func (r Release) Push() error {
	functions, err := r.functions()
	if err != nil {
		return err
	}
	for _, f := range functions {
		var files []string
		for _, architecture := range r.Architectures {
			files = append(files, r.functionFile(f, architecture))
		}
		if err := r.CLI.Push(files, r.repository(f.name)+":"+r.Version); err != nil {
			return fmt.Errorf("cannot push %s: %w", f.name, err)
		}
	}
	if err := r.CLI.Push([]string{r.configurationFile()}, r.repository(configuration)+":"+r.Version); err != nil {
		return fmt.Errorf("cannot push %s: %w", configuration, err)
	}
	return nil
}

func (r Release) repository(name string) string {
	return r.Registry + "/" + r.Organisation + "/" + name
}

// A function describes the package of one function.
type function struct {
	// name is the name of package and program.
	name string

	// dir is the directory of its crossplane.yaml.
	dir string
}

// functions returns all functions of the source that have a package.
func (r Release) functions() ([]function, error) {
	found, err := filepath.Glob(filepath.Join(r.Source, "functions", "*", "package", "crossplane.yaml"))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("cannot find functions: there is no functions/*/package/crossplane.yaml in %s", r.Source)
	}
	functions := make([]function, 0, len(found))
	for _, path := range found {
		name, err := nameOf(path)
		if err != nil {
			return nil, err
		}
		functions = append(functions, function{name: name, dir: filepath.Dir(path)})
	}
	return functions, nil
}

// nameOf returns the name in a crossplane.yaml.
func nameOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("cannot read metadata: %w", err)
	}
	var meta struct {
		Metadata struct {
			Name string `json:"name"`
		} `json:"metadata"`
	}
	if err := yaml.Unmarshal(data, &meta); err != nil {
		return "", fmt.Errorf("cannot read metadata from %s: %w", path, err)
	}
	return meta.Metadata.Name, nil
}

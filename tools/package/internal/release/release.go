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

// A Release says what is built, and under which names.
type Release struct {
	// Source is the root of the repository.
	Source string

	// Binaries is a folder with one folder for each platform, such as
	// linux_amd64, which holds the functions' programs.
	Binaries string

	// Out is the folder that the package files go to.
	Out string

	Registry, Organisation, Version string

	// ProviderVersions is which versions of the provider's packages the
	// Configuration asks for. Where it is empty, these are the one in go.mod and
	// later ones of the same major version.
	ProviderVersions string

	// Install is the folder that the files for a cluster go to.
	Install string

	// Mirror is a mirror of xpkg.crossplane.io that a cluster pulls from, or "".
	Mirror string

	// Architectures are those that functions are packaged for.
	Architectures []string

	CLI crossplane.CLI
}

// Build writes all package files, and the files that install them on a cluster.
func (r Release) Build() error {
	if strings.Contains(r.Registry, "/") {
		return fmt.Errorf("cannot publish at registry %q: a registry is a host; what follows it is part of the organisation", r.Registry)
	}
	functions, err := r.functions()
	if err != nil {
		return err
	}
	stage, err := os.MkdirTemp("", "xplatform-package-")
	if err != nil {
		return fmt.Errorf("cannot make a folder to build in: %w", err)
	}
	defer os.RemoveAll(stage)
	if err := os.MkdirAll(r.Out, 0o750); err != nil {
		return fmt.Errorf("cannot make the folder of the packages: %w", err)
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

// Push pushes what Build wrote. The Configuration comes last, so that nobody
// finds one whose functions are missing.
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

// A function is what is to be packaged of one function.
type function struct {
	// name is the name of package and program.
	name string

	// folder is where its crossplane.yaml is.
	folder string
}

// functions are all functions of the source that have a package.
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
		functions = append(functions, function{name: name, folder: filepath.Dir(path)})
	}
	return functions, nil
}

// nameOf is the name in a crossplane.yaml.
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

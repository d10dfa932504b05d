package release

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/tools/package/internal/composition"
	"github.com/xplatform-dev/xplatform/tools/package/internal/crossplane"
	"github.com/xplatform-dev/xplatform/tools/package/internal/metadata"
)

// providers is the prefix of the repositories of the AWS provider's packages,
// one for each AWS service.
const providers = "xpkg.crossplane.io/crossplane-contrib/provider-aws-"

// buildConfiguration writes the Configuration's package. All files below its
// root are installed, so its content is copied to a directory first.
func (r Release) buildConfiguration(functions []function, stage string) error {
	root, examples := filepath.Join(stage, "package"), filepath.Join(stage, "examples")
	called, err := r.stageAPIs(root)
	if err != nil {
		return err
	}
	if err := checkPackaged(called, functions); err != nil {
		return err
	}
	if err := r.stageMetadata(root, called); err != nil {
		return err
	}
	if err := r.stageExamples(examples); err != nil {
		return err
	}
	return r.CLI.Build(crossplane.Package{Root: root, Examples: examples}, r.configurationFile())
}

func (r Release) configurationFile() string {
	return filepath.Join(r.Out, configuration+".xpkg")
}

// stageAPIs copies definitions and Compositions, and returns the functions that
// the Compositions call.
func (r Release) stageAPIs(root string) ([]string, error) {
	var called []string
	err := r.copyAll(filepath.Join("apis", "xplatform", "*.yaml"), root, func(name string, content []byte) ([]byte, error) {
		if !strings.HasPrefix(name, "composition") {
			return content, nil
		}
		out, functions, err := composition.Rewrite(content, r.Organisation)
		for _, f := range functions {
			if !slices.Contains(called, f) {
				called = append(called, f)
			}
		}
		return out, err
	})
	return called, err
}

// checkPackaged returns an error for a function that is called and not
// packaged.
func checkPackaged(called []string, functions []function) error {
	for _, name := range called {
		if !slices.ContainsFunc(functions, func(f function) bool { return f.name == name }) {
			return fmt.Errorf("cannot depend on %s: it has no package", name)
		}
	}
	return nil
}

// stageMetadata writes crossplane.yaml, with the package's dependencies.
func (r Release) stageMetadata(root string, called []string) error {
	read := func(path ...string) ([]byte, error) {
		return os.ReadFile(filepath.Join(append([]string{r.Source}, path...)...))
	}
	document, err := read("package", "crossplane.yaml")
	if err != nil {
		return fmt.Errorf("cannot read metadata: %w", err)
	}
	policy, err := read("examples", "install", "activation-policy.yaml")
	if err != nil {
		return fmt.Errorf("cannot read the kinds in use: %w", err)
	}
	goMod, err := read("go.mod")
	if err != nil {
		return fmt.Errorf("cannot read the provider's version: %w", err)
	}
	on, err := r.dependencies(called, policy, goMod)
	if err != nil {
		return err
	}
	complete, err := metadata.Depend(document, on)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "crossplane.yaml"), complete, 0o600)
}

// dependencies returns the functions that are called, at exactly this version, and
// the provider's packages with the kinds in use, from the version in go.mod on.
func (r Release) dependencies(called []string, policy, goMod []byte) ([]metadata.Dependency, error) {
	services, err := metadata.Services(policy)
	if err != nil {
		return nil, err
	}
	versions, err := r.providerVersions(goMod)
	if err != nil {
		return nil, err
	}
	on := make([]metadata.Dependency, 0, len(called)+len(services))
	for _, name := range called {
		on = append(on, metadata.Function(r.repository(name), r.Version))
	}
	for _, service := range services {
		on = append(on, metadata.Provider(providers+service, versions))
	}
	return on, nil
}

// providerVersions returns the accepted versions of the provider.
func (r Release) providerVersions(goMod []byte) (string, error) {
	if r.ProviderVersions != "" {
		return r.ProviderVersions, nil
	}
	version, err := metadata.ProviderVersion(goMod)
	if err != nil {
		return "", err
	}
	return metadata.Compatible(version)
}

// stageExamples copies the claims: the other files are for the cluster.
func (r Release) stageExamples(dir string) error {
	return r.copyAll(filepath.Join("examples", "*", "claim*.yaml"), dir, func(_ string, content []byte) ([]byte, error) {
		return content, nil
	})
}

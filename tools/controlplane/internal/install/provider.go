package install

import (
	"path/filepath"
	"strings"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/provider"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/registry"
)

// providers is where the AWS provider's packages are published.
const providers = "xpkg.crossplane.io/crossplane-contrib"

// PushProviders pushes stand-ins of the provider's packages, as many as are in
// use, and returns the CRDs that they hold. Those of one version are the same
// for all versions of the product, as the real ones are: each holds what any of
// these needs.
func PushProviders(o options.Options) ([]string, error) {
	var policies, goMods []string
	for _, source := range o.Sources() {
		policies = append(policies, filepath.Join(source, "examples", "install", "activation-policy.yaml"))
		goMods = append(goMods, filepath.Join(source, "go.mod"))
	}
	services, err := provider.InUse(policies...)
	if err != nil {
		return nil, err
	}
	versions, err := provider.Versions(goMods...)
	if err != nil {
		return nil, err
	}
	var kinds []string
	for service, names := range services {
		crds, err := provider.CRDs(o.ProviderCRDs, names)
		if err != nil {
			return nil, err
		}
		for _, version := range versions {
			if err := pushProvider(service, version, crds); err != nil {
				return nil, err
			}
		}
		kinds = append(kinds, names...)
	}
	return kinds, nil
}

func pushProvider(service, version string, crds [][]byte) error {
	name := "provider-aws-" + service
	_, repositories, _ := strings.Cut(providers, "/")
	return provider.Push(registry.Address+"/"+repositories+"/"+name+":"+version, name, crds)
}

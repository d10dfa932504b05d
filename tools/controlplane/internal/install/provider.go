package install

import (
	"path/filepath"
	"strings"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/provider"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/registry"
)

// providers is the repository of the AWS provider's packages.
const providers = "xpkg.crossplane.io/crossplane-contrib"

// PushProviders pushes stand-ins of the provider's packages in use, and returns
// their CRDs. As with the real packages, those of one version are the same for
// all versions of the product: each contains the kinds that any of these needs.
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

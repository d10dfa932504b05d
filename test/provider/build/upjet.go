package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// scopes are the families of the provider's API.
var scopes = []string{"cluster", "namespaced"}

var versionDir = regexp.MustCompile(`^v\d+\w*$`)

// trimUpjet copies the provider with the controllers of some kinds, and the
// types of these and of the kinds that they can refer to.
func trimUpjet(from, to string, inUse kinds) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for _, path := range []string{
		"go.mod", "go.sum", "config", "hack", "internal/apis", "internal/bootcheck", "internal/clients", "internal/features", "internal/version",
		program,
	} {
		if err := copyTree(filepath.Join(from, path), filepath.Join(to, path), keepAll); err != nil {
			return err
		}
	}
	types, err := withReferred(from, inUse)
	if err != nil {
		return err
	}
	whole, err := importedByConfig(from)
	if err != nil {
		return err
	}
	for _, scope := range scopes {
		if err := trimTypes(from, to, scope, types, whole); err != nil {
			return err
		}
		if err := trimControllers(from, to, scope, inUse); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(to, program, "trim.go"), []byte(trimmed), 0o600)
}

// program is the provider with all services in one process.
const program = "cmd/provider/monolith"

// trimmed is a file of that program. The provider's configuration requires
// every resource of Terraform's provider that it knows, including the removed
// ones.
const trimmed = `package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-provider-aws/xpprovider"

	"github.com/upbound/provider-aws/v2/config"
)

func init() {
	ctx := context.Background()
	framework, sdk, err := xpprovider.GetProvider(ctx)
	if err != nil {
		panic(err)
	}
	for name := range config.TerraformPluginSDKExternalNameConfigs {
		if sdk.ResourcesMap[name] == nil {
			delete(config.TerraformPluginSDKExternalNameConfigs, name)
		}
	}
	known := map[string]bool{}
	for _, r := range framework.Resources(ctx) {
		var m resource.MetadataResponse
		r().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "aws"}, &m)
		known[m.TypeName] = true
	}
	for name := range config.TerraformPluginFrameworkExternalNameConfigs {
		if !known[name] {
			delete(config.TerraformPluginFrameworkExternalNameConfigs, name)
		}
	}
}
`

// importedByConfig returns the services whose types the provider's
// configuration converts. All types of these stay, unless kinds of theirs are
// in use.
func importedByConfig(from string) (map[service]bool, error) {
	services := map[service]bool{}
	err := eachGo(filepath.Join(from, "config"), func(path string) error {
		f, err := parseGo(path)
		if err != nil {
			return err
		}
		for _, p := range f.imports() {
			if below, ok := strings.CutPrefix(p, upjetModule+"/apis/"); ok {
				if parts := strings.Split(below, "/"); len(parts) == 3 {
					services[service{scope: parts[0], name: parts[1]}] = true
				}
			}
		}
		return nil
	})
	return services, err
}

// trimControllers copies the controllers of kinds in use, with those of
// ProviderConfigs, and removes the others from the program's list.
func trimControllers(from, to, scope string, inUse kinds) error {
	dir := filepath.Join("internal", "controller", scope)
	keep := func(below string) bool { return controllerKept(inUse, scope, below) }
	if err := copyTree(filepath.Join(from, dir), filepath.Join(to, dir), keep); err != nil {
		return err
	}
	lists, err := filepath.Glob(filepath.Join(to, dir, "zz_*_setup.go"))
	if err != nil {
		return err
	}
	for _, list := range lists {
		if filepath.Base(list) != "zz_monolith_setup.go" {
			if err := os.Remove(list); err != nil {
				return err
			}
			continue
		}
		f, err := parseGo(list)
		if err != nil {
			return err
		}
		f.cutElements(func(p string) bool {
			below, isController := strings.CutPrefix(p, upjetModule+"/"+filepath.ToSlash(dir)+"/")
			return !isController || keep(below)
		})
		if err := f.write(list); err != nil {
			return err
		}
	}
	return nil
}

// controllerKept reports whether the directory of a service, or that of a kind
// in it, is needed.
func controllerKept(inUse kinds, scope, dir string) bool {
	name, kind, found := strings.Cut(filepath.ToSlash(dir), "/")
	s := service{scope: scope, name: name}
	switch {
	case dir == ".", name == "providerconfig":
		return true
	case !found:
		return inUse[s] != nil
	}
	return inUse.hasLower(s, kind)
}

// hasLower reports whether a kind is among those of a service, given in lower
// case as in the names of directories and files.
func (k kinds) hasLower(s service, lower string) bool {
	for kind := range k[s] {
		if strings.ToLower(kind) == lower {
			return true
		}
	}
	return false
}

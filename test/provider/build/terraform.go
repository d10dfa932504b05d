package main

import (
	"go/ast"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const terraformServicePath = "github.com/hashicorp/terraform-provider-aws/internal/service/"

// trimTerraform copies Terraform's provider with some of its services, and those
// that these import.
func trimTerraform(from, to string, services []string) error {
	kept, err := withImported(from, services)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := copyTree(from, to, func(dir string) bool { return terraformKeeps(dir, kept) }); err != nil {
		return err
	}
	if err := keepOneErrorFile(from, to); err != nil {
		return err
	}
	if err := trimServiceList(to, kept); err != nil {
		return err
	}
	if err := trimClients(to); err != nil {
		return err
	}
	return shortenDelays(to)
}

// withImported adds to services those that their packages import.
func withImported(from string, services []string) (map[string]bool, error) {
	kept := map[string]bool{}
	for len(services) > 0 {
		s := services[0]
		services = services[1:]
		if kept[s] {
			continue
		}
		kept[s] = true
		err := eachGo(filepath.Join(from, "internal", "service", s), func(path string) error {
			f, err := parseGo(path)
			if err != nil {
				return err
			}
			for _, p := range f.imports() {
				if below, ok := strings.CutPrefix(p, terraformServicePath); ok {
					name, _, _ := strings.Cut(below, "/")
					services = append(services, name)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// eachGo calls a function for every source file in a directory but tests.
func eachGo(dir string, do func(path string) error) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		return do(path)
	})
}

// terraformKeeps reports whether a directory of Terraform's provider is needed.
func terraformKeeps(dir string, services map[string]bool) bool {
	parts := strings.Split(dir, string(filepath.Separator))
	switch {
	case dir == ".":
		return true
	case parts[0] == "names", parts[0] == "version", parts[0] == "xpprovider":
		return true
	case parts[0] != "internal":
		return false
	case len(parts) > 1 && (parts[1] == "acctest" || parts[1] == "generate"):
		return false
	case len(parts) > 2 && parts[1] == "service":
		return services[parts[2]]
	}
	return true
}

// keepOneErrorFile keeps one of the files with error messages of services: an
// embed directive requires at least one.
func keepOneErrorFile(from, to string) error {
	const pattern = "internal/service/*/smarterr.hcl"
	files, err := filepath.Glob(filepath.Join(from, pattern))
	if err != nil || len(files) == 0 {
		return err
	}
	below, err := filepath.Rel(from, files[0])
	if err != nil {
		return err
	}
	return copyFile(files[0], filepath.Join(to, below))
}

// trimServiceList removes services from the provider's list of all services.
func trimServiceList(to string, services map[string]bool) error {
	path := filepath.Join(to, "internal", "provider", "sdkv2", "service_packages_gen.go")
	f, err := parseGo(path)
	if err != nil {
		return err
	}
	f.cutElements(func(p string) bool {
		name, isService := strings.CutPrefix(p, terraformServicePath)
		return !isService || services[name]
	})
	return f.write(path)
}

var clientCall = regexp.MustCompile(`\.([A-Za-z0-9]+Client)\(`)

// trimClients removes unused AWS clients, each of which would be compiled.
func trimClients(to string) error {
	list := filepath.Join(to, "internal", "conns", "awsclient_gen.go")
	called := map[string]bool{}
	err := eachGo(to, func(path string) error {
		if path == list {
			return nil
		}
		source, err := os.ReadFile(path)
		for _, m := range clientCall.FindAllSubmatch(source, -1) {
			called[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	f, err := parseGo(list)
	if err != nil {
		return err
	}
	f.cutFunctions(func(fn *ast.FuncDecl) bool { return called[fn.Name.Name] })
	return f.write(list)
}

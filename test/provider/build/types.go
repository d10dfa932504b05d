package main

import (
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// reference matches the kinds that a resolver gets.
var reference = regexp.MustCompile(`GetManagedResource\("([\w.]+)", "\w+", "(\w+)"`)

// withReferred adds to kinds those that they can refer to. Resolvers require
// their types, whether a reference is set or not.
func withReferred(from string, inUse kinds) (kinds, error) {
	types := inUse.clone()
	for s, names := range inUse {
		resolvers, err := filepath.Glob(filepath.Join(from, "apis", s.scope, s.name, "v*", "zz_generated.resolvers.go"))
		if err != nil {
			return nil, err
		}
		for _, path := range resolvers {
			f, err := parseGo(path)
			if err != nil {
				return nil, err
			}
			f.cutFunctions(func(fn *ast.FuncDecl) bool { return names[receiver(fn)] })
			f.apply()
			for _, m := range reference.FindAllSubmatch(f.source, -1) {
				types.add(serviceOf(string(m[1])), string(m[2]))
			}
		}
	}
	return types, nil
}

// trimTypes copies the packages of one scope's API with the types of some kinds,
// and registers these packages alone.
func trimTypes(from, to, scope string, types kinds, whole map[service]bool) error {
	dir := filepath.Join("apis", scope)
	kept := map[string]bool{}
	for s, all := range packagesOf(scope, types, whole) {
		if err := trimService(from, to, s, types, all, kept); err != nil {
			return err
		}
	}
	err := copyTree(filepath.Join(from, dir), filepath.Join(to, dir), func(below string) bool {
		return below == "." || versionDir.MatchString(below)
	})
	if err != nil {
		return err
	}
	list := filepath.Join(to, dir, "zz_register.go")
	f, err := parseGo(list)
	if err != nil {
		return err
	}
	f.cutElements(func(p string) bool {
		below, isAPI := strings.CutPrefix(p, upjetModule+"/apis/"+scope+"/")
		return !isAPI || kept[below] || versionDir.MatchString(below)
	})
	return f.write(list)
}

// packagesOf returns the services of one scope that are copied, and whether with
// all of their types.
func packagesOf(scope string, types kinds, whole map[service]bool) map[service]bool {
	services := map[service]bool{}
	for s := range whole {
		services[s] = true
	}
	for s := range types {
		services[s] = false
	}
	maps.DeleteFunc(services, func(s service, _ bool) bool { return s.scope != scope })
	return services
}

// trimService copies the packages of one service, one for each version, and
// notes them.
func trimService(from, to string, s service, types kinds, whole bool, kept map[string]bool) error {
	dir := filepath.Join("apis", s.scope, s.name)
	versions, err := subdirectories(filepath.Join(from, dir))
	if err != nil {
		return err
	}
	for _, version := range versions {
		source, target := filepath.Join(from, dir, version), filepath.Join(to, dir, version)
		if whole {
			err = copyTree(source, target, keepAll)
		} else {
			err = trimVersion(source, target, func(kind string) bool { return types.hasLower(s, kind) })
		}
		if err != nil {
			return err
		}
		if _, err := os.Stat(target); err == nil {
			kept[s.name+"/"+version] = true
		}
	}
	return nil
}

var kindFile = regexp.MustCompile(`^zz_(\w+?)_(types|terraformed)\.go$`)

// trimVersion copies the files of some kinds, the files that all kinds of a
// package share, and the parts for these types of files that are generated for
// all kinds.
func trimVersion(from, to string, keep func(kind string) bool) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	types := map[string]bool{}
	var shared, generated []string
	for _, e := range entries {
		kind := kindFile.FindStringSubmatch(e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "zz_generated"):
			generated = append(generated, e.Name())
		case kind == nil:
			shared = append(shared, e.Name())
		case keep(kind[1]):
			shared = append(shared, e.Name())
			if err := addTypes(filepath.Join(from, e.Name()), types); err != nil {
				return err
			}
		}
	}
	if len(types) == 0 {
		return nil
	}
	for _, name := range shared {
		if err := copyFile(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	for _, name := range generated {
		if err := trimGenerated(filepath.Join(from, name), filepath.Join(to, name), types); err != nil {
			return err
		}
	}
	return nil
}

// addTypes notes the types that a file declares.
func addTypes(path string, types map[string]bool) error {
	f, err := parseGo(path)
	if err != nil {
		return err
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if t, ok := n.(*ast.TypeSpec); ok {
			types[t.Name.Name] = true
		}
		return true
	})
	return nil
}

// trimGenerated copies a file with the methods of some types.
func trimGenerated(from, to string, types map[string]bool) error {
	f, err := parseGo(from)
	if err != nil {
		return err
	}
	f.cutFunctions(func(fn *ast.FuncDecl) bool { return types[receiver(fn)] })
	return f.write(to)
}

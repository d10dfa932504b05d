package release

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/xplatform-dev/xplatform/tools/package/internal/composition"
)

// What the files in examples/install call the packages, and a mirror of them.
const (
	exampleRepositories = "xpkg.crossplane.io/xplatform-dev/"
	exampleMirror       = "registry.example.org/mirror/"
)

// mirrorFile has packages pulled from a mirror.
const mirrorFile = "mirror.yaml"

var (
	exampleFunction      = regexp.MustCompile(`\bxplatform-dev-(function-xplatform(?:-[a-z]+)?)\b`)
	exampleConfiguration = regexp.MustCompile(`(/` + configuration + `):v\S+`)
)

// writeInstall writes the files of examples/install as they are for the packages
// of this release: a prefix or a selector for other packages would be for nothing,
// and nobody would say so.
func (r Release) writeInstall() error {
	paths, err := filepath.Glob(filepath.Join(r.Source, "examples", "install", "*.*"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(r.Install, 0o750); err != nil {
		return fmt.Errorf("cannot make the folder of the files for a cluster: %w", err)
	}
	to, err := os.OpenRoot(r.Install)
	if err != nil {
		return fmt.Errorf("cannot open the folder of the files for a cluster: %w", err)
	}
	defer to.Close()
	_ = to.Remove(mirrorFile) // One may be there from before.
	for _, path := range paths {
		name := filepath.Base(path)
		if r.Mirror == "" && name == mirrorFile {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", path, err)
		}
		named, err := r.named(string(content))
		if err != nil {
			return fmt.Errorf("cannot write %s: %w", name, err)
		}
		if err := to.WriteFile(name, []byte(named), 0o600); err != nil {
			return fmt.Errorf("cannot write %s: %w", name, err)
		}
	}
	return nil
}

// named has a file of examples/install name the packages of this release.
func (r Release) named(file string) (string, error) {
	var failed error
	file = exampleFunction.ReplaceAllStringFunc(file, func(example string) string {
		name, err := composition.InstalledName(r.Organisation, exampleFunction.FindStringSubmatch(example)[1])
		if err != nil {
			failed = err
		}
		return name
	})
	file = exampleConfiguration.ReplaceAllString(file, "${1}:"+r.Version)
	file = strings.ReplaceAll(file, exampleMirror+"xplatform-dev/", exampleMirror+r.Organisation+"/")
	file = strings.ReplaceAll(file, exampleRepositories, r.repository(""))
	return r.mirrored(file), failed
}

// mirrored names the mirror, or leaves out the lines about one.
func (r Release) mirrored(file string) string {
	if r.Mirror != "" {
		return strings.ReplaceAll(file, exampleMirror, strings.TrimSuffix(r.Mirror, "/")+"/")
	}
	var kept strings.Builder
	for line := range strings.Lines(file) {
		if !strings.Contains(line, exampleMirror) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

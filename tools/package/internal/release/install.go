package release

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/xplatform-dev/xplatform/tools/package/internal/composition"
)

// Names of the packages, and of a mirror, in the files of examples/install.
const (
	exampleRepositories = "xpkg.crossplane.io/xplatform-dev/"
	exampleMirror       = "registry.example.org/mirror/"
)

// mirrorFile is the file that makes clusters pull packages from a mirror.
const mirrorFile = "mirror.yaml"

var (
	exampleFunction      = regexp.MustCompile(`\bxplatform-dev-(function-xplatform(?:-[a-z]+)?)\b`)
	exampleConfiguration = regexp.MustCompile(`(/` + configuration + `):v\S+`)
)

// writeInstall writes the files of examples/install with the names of this
// release's packages: a prefix or a selector for other packages would have no
// effect, without any error.
func (r Release) writeInstall() error {
	paths, err := filepath.Glob(filepath.Join(r.Source, "examples", "install", "*.*"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(r.Install, 0o750); err != nil {
		return fmt.Errorf("cannot create the directory of the files for a cluster: %w", err)
	}
	to, err := os.OpenRoot(r.Install)
	if err != nil {
		return fmt.Errorf("cannot open the directory of the files for a cluster: %w", err)
	}
	defer to.Close()
	_ = to.Remove(mirrorFile) // One may remain from an earlier build.
	for _, path := range paths {
		name := filepath.Base(path)
		if r.Mirror == "" && name == mirrorFile {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", path, err)
		}
		named, err := r.setNames(string(content))
		if err != nil {
			return fmt.Errorf("cannot write %s: %w", name, err)
		}
		if err := to.WriteFile(name, []byte(named), 0o600); err != nil {
			return fmt.Errorf("cannot write %s: %w", name, err)
		}
	}
	return nil
}

// setNames sets the names of this release's packages in a file of
// examples/install.
func (r Release) setNames(file string) (string, error) {
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
	return r.setMirror(file), failed
}

// setMirror sets the name of the mirror, or removes the lines about one.
func (r Release) setMirror(file string) string {
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

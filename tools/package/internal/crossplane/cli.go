// Package crossplane runs the crossplane CLI to build and push packages.
package crossplane

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A CLI is the path of the crossplane binary.
type CLI string

// A Package describes the content of a package file.
type Package struct {
	// Root is the directory with crossplane.yaml and all other objects of the
	// package.
	Root string

	// Examples is a directory with examples, or "".
	Examples string

	// Runtime is the image to embed, or "".
	Runtime string
}

// Build writes a package file.
func (c CLI) Build(p Package, to string) error {
	examples := p.Examples
	if examples == "" {
		examples = filepath.Join(p.Root, "no-examples") // The CLI reads ./examples by default.
	}
	args := []string{"xpkg", "build", "--package-root=" + p.Root, "--examples-root=" + examples, "--package-file=" + to}
	if p.Runtime != "" {
		args = append(args, "--embed-runtime-image-tarball="+p.Runtime)
	}
	return c.run(args...)
}

// Push pushes package files, one for each platform, as one package.
func (c CLI) Push(files []string, reference string) error {
	return c.run("xpkg", "push", "--package-files="+strings.Join(files, ","), reference)
}

func (c CLI) run(args ...string) error {
	cmd := exec.Command(string(c), args...)
	cmd.Env = os.Environ()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("cannot run crossplane %s: %w: %s", strings.Join(args[:2], " "), err, strings.TrimSpace(string(out)))
	}
	return nil
}

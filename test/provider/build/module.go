package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const upjetModule = "github.com/upbound/provider-aws/v2"

// replacement finds the fork of Terraform's provider in the go.mod of the
// provider.
var replacement = regexp.MustCompile(`(?m)^replace github\.com/hashicorp/terraform-provider-aws => (\S+) (\S+)$`)

// modules are the directories with the source of both providers.
type modules struct {
	upjet, terraform string
}

// download downloads both providers: the one in the product's go.mod, and the
// fork of Terraform's provider that it names.
func download(step func(string, ...any)) (modules, error) {
	var m modules
	step("downloading the source of the provider, once: 2 minutes …")
	version, err := goCommand("", "list", "-m", "-f", "{{.Version}}", upjetModule)
	if err != nil {
		return m, err
	}
	if m.upjet, err = moduleDir("", upjetModule+"@"+strings.TrimSpace(version)); err != nil {
		return m, err
	}
	goMod, err := os.ReadFile(filepath.Join(m.upjet, "go.mod"))
	if err != nil {
		return m, err
	}
	fork := replacement.FindSubmatch(goMod)
	if fork == nil {
		return m, fmt.Errorf("cannot find Terraform's provider: %s/go.mod does not replace it", m.upjet)
	}
	scratch, err := os.MkdirTemp("", "provider-e2e-")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(scratch)
	if err := scratchModule(m.upjet, scratch); err != nil {
		return m, err
	}
	m.terraform, err = moduleDir(scratch, string(fork[1])+"@"+string(fork[2]))
	return m, err
}

// scratchModule writes a module with the checksums of the provider. The fork's
// checksum is in no checksum database, but in the go.sum of the provider.
func scratchModule(from, to string) error {
	sums, err := os.ReadFile(filepath.Join(from, "go.sum"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "go.sum"), sums, 0o600); err != nil { //nolint:gosec // It is a directory of our own.
		return err
	}
	return os.WriteFile(filepath.Join(to, "go.mod"), []byte("module scratch\n"), 0o600)
}

// moduleDir downloads a module and returns its directory.
func moduleDir(dir, module string) (string, error) {
	out, err := goCommand(dir, "mod", "download", "-json", module)
	if err != nil {
		return "", err
	}
	var downloaded struct{ Dir string }
	if err := json.Unmarshal([]byte(out), &downloaded); err != nil {
		return "", fmt.Errorf("cannot read the download of %s: %w", module, err)
	}
	return downloaded.Dir, nil
}

// goCommand runs the go command in a directory and returns its output.
func goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		detail := strings.TrimSpace(string(out))
		if exit, ok := errorAs(err); ok {
			detail += string(exit.Stderr)
		}
		return "", fmt.Errorf("cannot run go %s: %w: %s", strings.Join(args, " "), err, detail)
	}
	return string(out), nil
}

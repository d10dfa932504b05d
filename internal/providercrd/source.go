package providercrd

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// module is the provider's Go module. Its CRDs are in package/crds.
const module = "github.com/upbound/provider-aws/v2"

const (
	// Newest is the newest version of the provider for which all composed
	// resources are valid. Its Go types cannot be compiled: it requires a
	// version of upjet that cannot be downloaded.
	Newest = "v2.7.0"

	// newestSum is the checksum of the module at that version. go.sum has none: it
	// holds one version of each module.
	newestSum = "h1:8XJf+bEasDOIpaeA3DuuluHgrTQzmzMQgl7ujny/CFY="
)

// Source returns the directory of the provider's module, at the version in
// go.mod. It downloads the module if it is not in Go's module cache.
func Source() (string, error) {
	found, err := download(module, "")
	return found.Dir, err
}

// NewestSource returns the directory of the provider's module at version
// Newest. It is downloaded once, 41 MB, and kept in Go's module cache.
func NewestSource() (string, error) {
	return sourceOf(Newest, newestSum)
}

// sourceOf returns the directory of the provider's module at a version with a
// checksum.
func sourceOf(version, sum string) (string, error) {
	// Outside of this module, so that its go.mod and go.sum have no effect.
	found, err := download(module+"@"+version, os.TempDir())
	if err != nil {
		return "", fmt.Errorf("%w (its CRDs are needed: with a network, run go mod download %s@%s once)", err, module, version)
	}
	if found.Sum != sum {
		return "", fmt.Errorf("cannot trust the module %s@%s: its checksum is %s, want %s: remove it from the module cache, or update the checksum", module, version, found.Sum, sum)
	}
	return found.Dir, nil
}

// A downloaded module is an entry of the output of go mod download.
type downloaded struct{ Dir, Sum, Error string }

// download finds a module in Go's cache, or downloads it.
func download(what, in string) (downloaded, error) {
	cmd := exec.Command("go", "mod", "download", "-json", what)
	cmd.Dir = in
	out, failed := cmd.Output() // The reason for a failure is in its JSON.
	var found downloaded
	if err := json.Unmarshal(out, &found); err != nil && failed == nil {
		return found, fmt.Errorf("cannot read the directory of module %s: %w", what, err)
	}
	if failed != nil {
		return found, fmt.Errorf("cannot find the module %s: %w: %s", what, failed, found.Error)
	}
	return found, nil
}

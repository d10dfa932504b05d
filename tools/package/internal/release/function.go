package release

import (
	"path/filepath"

	"github.com/xplatform-dev/xplatform/tools/package/internal/crossplane"
	"github.com/xplatform-dev/xplatform/tools/package/internal/runtimeimage"
)

// buildFunction writes the package of a function for one platform, with its
// program inside.
func (r Release) buildFunction(f function, architecture, stage string) error {
	image := filepath.Join(stage, f.name+"-"+architecture+".tar")
	err := runtimeimage.Write(runtimeimage.Program{
		Path:         filepath.Join(r.Binaries, "linux_"+architecture, f.name),
		Architecture: architecture,
		Version:      r.Version,
	}, image)
	if err != nil {
		return err
	}
	return r.CLI.Build(crossplane.Package{Root: f.dir, Runtime: image}, r.functionFile(f, architecture))
}

func (r Release) functionFile(f function, architecture string) string {
	return filepath.Join(r.Out, f.name+"-linux-"+architecture+".xpkg")
}

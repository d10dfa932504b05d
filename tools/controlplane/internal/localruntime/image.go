package localruntime

import (
	"archive/tar"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// unpack pulls an image and writes its entry point to a directory.
func unpack(reference, dir string) (string, error) {
	ref, err := name.ParseReference(reference)
	if err != nil {
		return "", fmt.Errorf("cannot read image: %w", err)
	}
	image, err := remote.Image(ref, remote.WithPlatform(v1.Platform{OS: "linux", Architecture: runtime.GOARCH}))
	if err != nil {
		return "", fmt.Errorf("cannot pull image: %w", err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		return "", fmt.Errorf("cannot read image %s: %w", reference, err)
	}
	if len(config.Config.Entrypoint) == 0 {
		return "", fmt.Errorf("cannot run image %s: it has no entry point", reference)
	}
	path := filepath.Join(dir, "program")
	if err := extract(image, strings.TrimPrefix(config.Config.Entrypoint[0], "/"), path); err != nil {
		return "", fmt.Errorf("cannot unpack image %s: %w", reference, err)
	}
	return path, nil
}

// extract writes one file of an image.
func extract(image v1.Image, file, to string) error {
	archive := mutate.Extract(image)
	defer archive.Close()
	for r := tar.NewReader(archive); ; {
		header, err := r.Next()
		if err != nil {
			return fmt.Errorf("cannot find %s: %w", file, err)
		}
		if header.Name != file {
			continue
		}
		_ = os.Remove(to)                                                      // A running program cannot be overwritten.
		out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o700) //nolint:gosec // It must be executable.
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, r); err != nil { //nolint:gosec // The image is our own.
			return err
		}
		return out.Close()
	}
}

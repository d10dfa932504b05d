// Package runtimeimage builds the image that a function's package embeds: one
// static program, a user and CA certificates, and nothing else. The same
// program gives the same bytes.
package runtimeimage

import (
	"fmt"
	"os"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

const (
	// Entrypoint is the path of the program in the image.
	Entrypoint = "/function"

	// User is the non-root user and group that the program runs as.
	User = "65532"
)

// A Program describes the content of an image.
type Program struct {
	// Path is the program's file.
	Path string

	// Architecture is the architecture for which it was compiled, such as
	// arm64.
	Architecture string

	// Version is the version of its release.
	Version string
}

// Build returns the image.
func Build(p Program) (v1.Image, error) {
	program, err := os.ReadFile(p.Path)
	if err != nil {
		return nil, fmt.Errorf("cannot read program: %w", err)
	}
	files, err := layer(program)
	if err != nil {
		return nil, fmt.Errorf("cannot create layer of %s: %w", p.Path, err)
	}
	image, err := mutate.AppendLayers(empty.Image, files)
	if err != nil {
		return nil, fmt.Errorf("cannot add layer of %s: %w", p.Path, err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, fmt.Errorf("cannot read configuration of image: %w", err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", p.Architecture
	config.Config = v1.Config{
		Entrypoint:   []string{Entrypoint},
		User:         User + ":" + User,
		WorkingDir:   "/",
		ExposedPorts: map[string]struct{}{"9443/tcp": {}, "8080/tcp": {}},
		Labels: map[string]string{
			"org.opencontainers.image.version":  p.Version,
			"org.opencontainers.image.source":   "https://github.com/xplatform-dev/xplatform",
			"org.opencontainers.image.licenses": "Apache-2.0",
		},
	}
	return mutate.ConfigFile(image, config)
}

// Write writes the image to a file, which the crossplane CLI embeds.
func Write(p Program, path string) error {
	image, err := Build(p)
	if err != nil {
		return err
	}
	if err := tarball.WriteToFile(path, nil, image); err != nil {
		return fmt.Errorf("cannot write image to %s: %w", path, err)
	}
	return nil
}

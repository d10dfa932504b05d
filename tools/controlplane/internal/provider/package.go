// Package provider builds stand-ins for the packages of the AWS provider: of
// the same name and version, with the provider's own CRDs, but only of the
// kinds that platforms use, and without a program that would call AWS. An API
// server takes minutes to serve all two thousand CRDs.
package provider

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"runtime"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

const metadata = `apiVersion: meta.pkg.crossplane.io/v1
kind: Provider
metadata:
  name: %s
  annotations:
    meta.crossplane.io/description: A stand-in for the local control plane. It does not call AWS.
spec:
  crossplane:
    version: ">=v2.0.0-0"
`

// Push builds the stand-in of a package from CRDs and pushes it.
func Push(reference, name string, crds [][]byte) error {
	stream := fmt.Appendf(nil, metadata, name)
	for _, crd := range crds {
		stream = append(append(stream, "---\n"...), crd...)
	}
	image, err := pack(stream)
	if err != nil {
		return fmt.Errorf("cannot build stand-in of %s: %w", name, err)
	}
	return push(image, reference)
}

func push(image v1.Image, reference string) error {
	tag, err := name.NewTag(reference)
	if err != nil {
		return fmt.Errorf("cannot push to %s: %w", reference, err)
	}
	if err := remote.Write(tag, image); err != nil {
		return fmt.Errorf("cannot push to %s: %w", reference, err)
	}
	return nil
}

// pack builds a package's image: a layer that is annotated as the package
// stream.
func pack(stream []byte) (v1.Image, error) {
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	if err := w.WriteHeader(&tar.Header{Name: "package.yaml", Mode: 0o644, Size: int64(len(stream))}); err != nil {
		return nil, err
	}
	if _, err := w.Write(stream); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(archive.Bytes())), nil
	})
	if err != nil {
		return nil, err
	}
	image, err := mutate.Append(empty.Image, mutate.Addendum{
		Layer:       layer,
		Annotations: map[string]string{"io.crossplane.xpkg": "base"},
	})
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", runtime.GOARCH
	return mutate.ConfigFile(image, config)
}

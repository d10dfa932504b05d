package release

import (
	"archive/tar"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"sigs.k8s.io/yaml"
)

// An image is the content of an image in a registry.
type image struct {
	Entrypoint, User string
	Ports            []string

	// Program is the content of the entry point's file.
	Program string

	// Files are all files of a function, with their modes.
	Files map[string]string

	// Authorities is true if the file contains more than a hundred
	// certificates.
	Authorities bool

	// Objects are the kinds and names in the package's stream.
	Objects []string

	// Stream is package.yaml, of a Configuration only.
	Stream string
}

// pull reads a package from the registry, by platform. One for all platforms is
// under "/".
func pull(t *testing.T, reference string) map[string]image {
	t.Helper()
	ref, err := name.ParseReference(reference)
	if err != nil {
		t.Fatal(err)
	}
	d, err := remote.Get(ref)
	if err != nil {
		t.Fatal(err)
	}
	if !d.MediaType.IsIndex() {
		one, err := d.Image()
		if err != nil {
			t.Fatal(err)
		}
		return map[string]image{"/": read(t, one)}
	}
	index, err := d.ImageIndex()
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	images := map[string]image{}
	for _, m := range manifest.Manifests {
		one, err := index.Image(m.Digest)
		if err != nil {
			t.Fatal(err)
		}
		images[m.Platform.OS+"/"+m.Platform.Architecture] = read(t, one)
	}
	return images
}

// objects returns kinds and names of the objects in a package's stream.
func objects(t *testing.T, stream string) []string {
	t.Helper()
	var all []string
	for document := range strings.SplitSeq(stream, "\n---\n") {
		var o struct {
			Kind     string `json:"kind"`
			Metadata struct {
				Name string `json:"name"`
			} `json:"metadata"`
		}
		if err := yaml.Unmarshal([]byte(document), &o); err != nil {
			t.Fatal(err)
		}
		if o.Kind != "" {
			all = append(all, o.Kind+" "+o.Metadata.Name)
		}
	}
	return all
}

func read(t *testing.T, of v1.Image) image {
	t.Helper()
	config, err := of.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	files, modes := unpack(t, of)
	i := image{User: config.Config.User, Ports: slices.Sorted(maps.Keys(config.Config.ExposedPorts))}
	if len(config.Config.Entrypoint) == 1 {
		i.Entrypoint = config.Config.Entrypoint[0]
		i.Program = files[i.Entrypoint[1:]]
		i.Authorities = authorities(t, files["etc/ssl/certs/ca-certificates.crt"]) > 100
		i.Files = modes
	} else {
		i.Stream = files["package.yaml"]
	}
	i.Objects = objects(t, files["package.yaml"])
	return i
}

// authorities returns the number of certificates in a file.
func authorities(t *testing.T, file string) int {
	t.Helper()
	if !x509.NewCertPool().AppendCertsFromPEM([]byte(file)) {
		return 0
	}
	n := 0
	for block, rest := pem.Decode([]byte(file)); block != nil; block, rest = pem.Decode(rest) {
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil || !certificate.IsCA {
			t.Errorf("certificate %d is not that of an authority: %v", n+1, err)
		}
		n++
	}
	return n
}

// unpack returns the content of every file of an image, and the mode.
func unpack(t *testing.T, of v1.Image) (files, modes map[string]string) {
	t.Helper()
	archive := mutate.Extract(of)
	defer archive.Close()
	files, modes = map[string]string{}, map[string]string{}
	for r := tar.NewReader(archive); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files, modes
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[header.Name] = string(content)
		modes[header.Name] = header.FileInfo().Mode().String()
	}
}

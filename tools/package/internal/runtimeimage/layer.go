package runtimeimage

import (
	"archive/tar"
	"bytes"
	"io"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"github.com/xplatform-dev/xplatform/tools/package/internal/certificates"
)

// users is the content of /etc/passwd, which names the user. Go programs read
// it to determine the home directory.
const users = "nonroot:x:65532:65532:nonroot:/:/sbin/nologin\n"

// layer returns the file system. A function trusts the CA that Crossplane
// mounts, and calls no other services today. It contains the public
// authorities, so that a function that calls any needs no other image.
func layer(program []byte) (v1.Layer, error) {
	authorities, err := certificates.Bundle()
	if err != nil {
		return nil, err
	}
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	files := []struct {
		header  tar.Header
		content []byte
	}{
		{header: tar.Header{Name: "etc/", Typeflag: tar.TypeDir, Mode: 0o755}},
		{header: tar.Header{Name: "etc/passwd", Typeflag: tar.TypeReg, Mode: 0o644}, content: []byte(users)},
		{header: tar.Header{Name: "etc/ssl/", Typeflag: tar.TypeDir, Mode: 0o755}},
		{header: tar.Header{Name: "etc/ssl/certs/", Typeflag: tar.TypeDir, Mode: 0o755}},
		{header: tar.Header{Name: certificates.File[1:], Typeflag: tar.TypeReg, Mode: 0o644}, content: authorities},
		{header: tar.Header{Name: Entrypoint[1:], Typeflag: tar.TypeReg, Mode: 0o755}, content: program},
	}
	for _, f := range files {
		f.header.Size = int64(len(f.content))
		f.header.ModTime = time.Unix(0, 0) // The bytes must not depend on the time.
		if err := w.WriteHeader(&f.header); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(archive.Bytes())), nil
	})
}

package release

import (
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-containerregistry/pkg/registry"

	"github.com/xplatform-dev/xplatform/tools/package/internal/crossplane"
)

// program replaces a compiled function: its content does not matter for a
// package.
const program = "#!/bin/sh\nexit 0\n"

// release returns a release of the real source with stand-in programs, for a
// registry of its own.
func release(t *testing.T) Release {
	t.Helper()
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		t.Skip("XPLATFORM_BIN names no directory with the crossplane CLI: run make test")
	}
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(server.Close)
	r := Release{
		Source:        filepath.Join("..", "..", "..", ".."),
		Binaries:      t.TempDir(),
		Out:           t.TempDir(),
		Install:       t.TempDir(),
		Registry:      strings.TrimPrefix(server.URL, "http://"),
		Organisation:  "acme/platform",
		Version:       "v1.2.3",
		Architectures: []string{"amd64", "arm64"},
		CLI:           crossplane.CLI(filepath.Join(bin, "crossplane")),
	}
	functions, err := r.functions()
	if err != nil {
		t.Fatal(err)
	}
	for _, architecture := range r.Architectures {
		dir := filepath.Join(r.Binaries, "linux_"+architecture)
		if err := os.MkdirAll(dir, 0o750); err != nil {
			t.Fatal(err)
		}
		for _, f := range functions {
			if err := os.WriteFile(filepath.Join(dir, f.name), []byte(program+architecture), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return r
}

func TestRelease(t *testing.T) {
	r := release(t)
	if err := r.Build(); err != nil {
		t.Fatal(err)
	}
	first := contents(t, r.Out)
	if err := r.Build(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, contents(t, r.Out)); diff != "" {
		t.Fatal("two builds of one source differ in their bytes")
	}
	if err := r.Push(); err != nil {
		t.Fatal(err)
	}

	t.Run("Function", func(t *testing.T) {
		want := map[string]image{}
		for _, architecture := range r.Architectures {
			want["linux/"+architecture] = image{
				Entrypoint: "/function", User: "65532:65532", Ports: []string{"8080/tcp", "9443/tcp"},
				Program: program + architecture,
				Files: map[string]string{
					"function": "-rwxr-xr-x", "package.yaml": "-rw-r--r--",
					"etc": "drwxr-xr-x", "etc/passwd": "-rw-r--r--",
					"etc/ssl": "drwxr-xr-x", "etc/ssl/certs": "drwxr-xr-x", "etc/ssl/certs/ca-certificates.crt": "-rw-r--r--",
				},
				Authorities: true,
				Objects:     []string{"Function function-xplatform-network"},
			}
		}
		if diff := cmp.Diff(want, pull(t, r.repository("function-xplatform-network")+":v1.2.3")); diff != "" {
			t.Errorf("A function is pushed once for all platforms, with its program and certificates inside, not as root.\n-want, +got:\n%s", diff)
		}
	})
	t.Run("Configuration", func(t *testing.T) {
		got := pull(t, r.repository(configuration)+":v1.2.3")["/"]
		want := image{Objects: []string{
			"Configuration configuration-xplatform",
			"Composition platforms.m.xplatform.dev", "Composition single.platforms.m.xplatform.dev",
			"Composition single.xplatforms.xplatform.dev", "Composition xplatforms.xplatform.dev",
			"CompositeResourceDefinition platforms.m.xplatform.dev", "CompositeResourceDefinition xplatforms.xplatform.dev",
		}}
		if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Stream" }, cmp.Ignore())); diff != "" {
			t.Errorf("The Configuration contains both families and nothing else.\n-want, +got:\n%s", diff)
		}
		for _, line := range []string{
			"name: acme-platform-function-xplatform-network",
			"package: " + r.repository("function-xplatform-data"),
			"package: xpkg.crossplane.io/crossplane-contrib/provider-aws-ec2",
			"version: '>=v2.5.0, <v3.0.0'",
			"version: v1.2.3",
		} {
			if !strings.Contains(got.Stream, line+"\n") {
				t.Errorf("The Configuration must call and depend on the pushed functions: its stream lacks %q", line)
			}
		}
	})
}

// contents returns the files in a directory.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

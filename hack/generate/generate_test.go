package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is the repository's root as seen from this package.
const root = "../.."

// TestDrift fails when the types were changed and nothing was generated, or when
// what is generated was changed by hand.
func TestDrift(t *testing.T) {
	s, err := loadSchema(root, "./apis/xplatform/"+version)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files(root) {
		t.Run(f.path, func(t *testing.T) {
			want, err := f.make(s)
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(root, f.path))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, got) {
				t.Errorf("run go run ./hack/generate: -from the types, +on disk:\n%s", cmp.Diff(string(want), string(got)))
			}
			if again, _ := f.make(s); !bytes.Equal(want, again) {
				t.Error("two runs differ")
			}
		})
	}
}

// TestDescribed fails when a field has no description, which kubectl explain shows.
func TestDescribed(t *testing.T) {
	s, err := loadSchema(root, "./apis/xplatform/"+version)
	if err != nil {
		t.Fatal(err)
	}
	described(t, "spec", s.spec)
	described(t, "status", s.status)
}

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestShortenDelays(t *testing.T) {
	const before = "Delay:      10 * time.Minute,\nMinTimeout: 30 * time.Second,\nTimeout:    40 * time.Minute,\n"
	const after = "Delay:      1 * time.Second,\nMinTimeout: 1 * time.Second,\nTimeout:    40 * time.Minute,\n"
	dir := t.TempDir()
	for _, path := range []string{"rds/instance.go", "ec2/vpc.go"} {
		file := filepath.Join(dir, "internal", "service", path)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := shortenDelays(dir); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"rds/instance.go": after, "ec2/vpc.go": before} {
		got, err := os.ReadFile(filepath.Join(dir, "internal", "service", path))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("Only delays change, and only those of resources that are slow in AWS.\n%s: -want, +got:\n%s", path, diff)
		}
	}
}

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// copyTree copies a directory or a file out of the module cache, which is
// read-only, without tests and their data. It omits directories that are not
// kept.
func copyTree(from, to string, keep func(dir string) bool) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if e.IsDir() {
			if e.Name() == "testdata" || e.Name() == "test-fixtures" || !keep(below) {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(e.Name(), "_test.go") {
			return nil
		}
		return copyFile(path, filepath.Join(to, below))
	})
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600) //nolint:gosec // The caller names the directory.
}

// keepAll keeps all directories.
func keepAll(string) bool { return true }

// subdirectories returns the names of the subdirectories of a directory, or
// none if it does not exist.
func subdirectories(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, err
}

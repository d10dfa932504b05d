// Command words fails where code, docs or manifests contain wording that the
// project does not use, and prints what to write instead. Run it from the root of
// the repository.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	found, err := check(os.DirFS("."))
	if err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(1)
	}
	for _, f := range found {
		fmt.Fprintln(os.Stderr, f)
	}
	if len(found) > 0 {
		os.Exit(1)
	}
}

// check returns the findings in all files of the tree that are text and written by
// hand, in the order of their paths.
func check(tree fs.FS) ([]finding, error) {
	var found []finding
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{".git", "_output"}, path):
			return fs.SkipDir
		case d.IsDir() || !checked(path):
			return nil
		}
		content, err := fs.ReadFile(tree, path)
		if err != nil {
			return err
		}
		found = append(found, findings(path, string(content))...)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot check the wording: %w", err)
	}
	return found, nil
}

// checked reports whether a file is text that is checked. The rules themselves
// contain what they forbid.
func checked(path string) bool {
	if strings.HasPrefix(path, "hack/words/") {
		return false
	}
	switch filepath.Ext(path) {
	case ".go", ".md", ".yaml", ".yml":
		return true
	}
	return path == "Makefile" || path == ".ci/run"
}

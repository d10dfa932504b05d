package claimfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// extensions are the extensions of files that hold claims or resources.
var extensions = []string{".yaml", ".yml", ".json"}

// Paths returns a file, or the YAML and JSON files below a directory in their order.
func Paths(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var out []string
	err = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && slices.Contains(extensions, filepath.Ext(file)) {
			out = append(out, file)
		}
		return err
	})
	return out, err
}

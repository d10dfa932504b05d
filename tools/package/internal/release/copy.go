package release

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// copyAll copies the source's files that match a pattern into a directory, and
// changes their content. The directory of a source file becomes part of its
// name.
func (r Release) copyAll(pattern, to string, change func(name string, content []byte) ([]byte, error)) error {
	if err := os.MkdirAll(to, 0o750); err != nil {
		return fmt.Errorf("cannot create a build directory: %w", err)
	}
	found, err := filepath.Glob(filepath.Join(r.Source, pattern))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("cannot find %s in %s", pattern, r.Source)
	}
	for _, path := range found {
		content, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", path, err)
		}
		content, err = change(filepath.Base(path), content)
		if err != nil {
			return fmt.Errorf("cannot package %s: %w", path, err)
		}
		relative, err := filepath.Rel(r.Source, path)
		if err != nil {
			return err
		}
		name := strings.ReplaceAll(relative, string(filepath.Separator), "-")
		if err := os.WriteFile(filepath.Join(to, name), content, 0o600); err != nil {
			return fmt.Errorf("cannot copy %s: %w", path, err)
		}
	}
	return nil
}

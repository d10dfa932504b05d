// Package state defines the paths of a control plane's files. All of them are
// below one directory.
package state

import (
	"fmt"
	"os"
	"path/filepath"
)

// A Dir is the absolute path of the directory.
type Dir string

// Open creates the directory.
func Open(path string) (Dir, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("cannot find directory of control plane: %w", err)
	}
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return "", fmt.Errorf("cannot create directory of control plane: %w", err)
	}
	return Dir(absolute), nil
}

// Path returns a path in the directory.
func (d Dir) Path(elements ...string) string {
	return filepath.Join(append([]string{string(d)}, elements...)...)
}

// Make creates a subdirectory, and returns its path.
func (d Dir) Make(elements ...string) (string, error) {
	path := d.Path(elements...)
	return path, os.MkdirAll(path, 0o700)
}

// Kubeconfig returns the path of the kubeconfig for users.
func (d Dir) Kubeconfig() string { return d.Path("kubeconfig") }

// PID returns the path of the file with the ID of the process that keeps the
// control plane running.
func (d Dir) PID() string { return d.Path("pid") }

// Log returns the path of the log of a part of the control plane.
func (d Dir) Log(part string) string { return d.Path("log", part+".log") }

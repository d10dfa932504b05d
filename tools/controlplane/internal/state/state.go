// Package state says where a control plane keeps what it needs while it runs.
// All of it is below one folder, and gone when that is removed.
package state

import (
	"fmt"
	"os"
	"path/filepath"
)

// A Folder is an absolute path.
type Folder string

// Open makes the folder.
func Open(path string) (Folder, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("cannot find folder of control plane: %w", err)
	}
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return "", fmt.Errorf("cannot make folder of control plane: %w", err)
	}
	return Folder(absolute), nil
}

// Path is the path of something in the folder.
func (f Folder) Path(elements ...string) string {
	return filepath.Join(append([]string{string(f)}, elements...)...)
}

// Make makes a folder in the folder, and returns its path.
func (f Folder) Make(elements ...string) (string, error) {
	path := f.Path(elements...)
	return path, os.MkdirAll(path, 0o700)
}

// Kubeconfig is what users reach the control plane with.
func (f Folder) Kubeconfig() string { return f.Path("kubeconfig") }

// PID is where the process that keeps the control plane running is written.
func (f Folder) PID() string { return f.Path("pid") }

// Log is the log of a part of the control plane.
func (f Folder) Log(part string) string { return f.Path("log", part+".log") }

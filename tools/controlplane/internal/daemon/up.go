// Package daemon keeps a control plane running in the background.
package daemon

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

// The commands with which this program starts itself again: RunCommand runs on
// the machine and owns the ports that users connect to, InsideCommand runs
// isolated.
const (
	RunCommand    = "run"
	InsideCommand = "inside"
)

// progressFile is the file descriptor to which a started program reports
// progress: the first one after the three standard ones.
const progressFile = 3

// Up starts a control plane and prints its progress until it is ready.
func Up(o options.Options, args []string) error {
	if pid, err := running(o); err == nil {
		return fmt.Errorf("cannot start a control plane: one runs already as process %d, end it with make down", pid)
	}
	if err := os.RemoveAll(o.State); err != nil {
		return fmt.Errorf("cannot clear directory of control plane: %w", err)
	}
	dir, err := state.Open(o.State)
	if err != nil {
		return err
	}
	if _, err := dir.Make("log"); err != nil {
		return fmt.Errorf("cannot create directory of logs: %w", err)
	}
	log, err := os.Create(dir.Log("controlplane"))
	if err != nil {
		return fmt.Errorf("cannot open log: %w", err)
	}
	defer log.Close()
	ended, err := launch(log, args)
	if err != nil {
		return err
	}
	if ended {
		return nil
	}
	return fmt.Errorf("cannot start the control plane; the end of %s:\n%s", log.Name(), tail(log.Name()))
}

// launch starts a program and reports whether it became ready, which its last
// line says.
func launch(log *os.File, args []string) (bool, error) {
	self, err := os.Executable()
	if err != nil {
		return false, err
	}
	progress, theirs, err := os.Pipe()
	if err != nil {
		return false, err
	}
	cmd := exec.Command(self, append([]string{RunCommand}, args...)...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.ExtraFiles = []*os.File{theirs}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // It outlives the terminal.
	if err := cmd.Start(); err != nil {
		return false, fmt.Errorf("cannot start the control plane: %w", err)
	}
	_ = theirs.Close()
	var told bytes.Buffer
	if _, err := io.Copy(io.MultiWriter(os.Stderr, &told), progress); err != nil {
		return false, err
	}
	return bytes.Contains(told.Bytes(), []byte("ready:")), nil
}

// tail returns the last lines of a file.
func tail(path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	const most = 3000
	return data[max(0, len(data)-most):]
}

// errNone is returned if no control plane runs.
var errNone = errors.New("no control plane runs")

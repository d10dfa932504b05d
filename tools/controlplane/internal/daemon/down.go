package daemon

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

// Down ends the control plane and removes all its files.
func Down(o options.Options) error {
	pid, err := running(o)
	switch {
	case errors.Is(err, errNone):
	case err != nil:
		return err
	default:
		if err := end(pid); err != nil {
			return fmt.Errorf("cannot end process %d: %w", pid, err)
		}
	}
	if err := os.RemoveAll(o.State); err != nil {
		return fmt.Errorf("cannot remove directory of control plane: %w", err)
	}
	return nil
}

// running returns the ID of the process that keeps a control plane running.
func running(o options.Options) (int, error) {
	data, err := os.ReadFile(state.Dir(o.State).PID())
	if errors.Is(err, os.ErrNotExist) {
		return 0, errNone
	}
	if err != nil {
		return 0, fmt.Errorf("cannot tell whether a control plane runs: %w", err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		return 0, fmt.Errorf("cannot tell whether a control plane runs: %w", err)
	}
	// After a restart of the machine, the ID may belong to another program.
	self, _ := os.Executable()
	program, err := os.Readlink(filepath.Join("/proc", strconv.Itoa(pid), "exe"))
	if err != nil || filepath.Base(strings.TrimSuffix(program, " (deleted)")) != filepath.Base(self) {
		return 0, errNone
	}
	return pid, nil
}

func end(pid int) error {
	if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
		return err
	}
	for range 100 {
		if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

// Package process keeps programs running.
package process

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// A Program describes a process to run.
type Program struct {
	Path string
	Args []string

	// Env is added to this process's environment.
	Env []string

	// Log is the file to which its output is appended.
	Log string
}

// pause is the time between two starts of a program that ends.
const pause = time.Second

// Keep restarts a program whenever it ends, until the context does, as kubelets
// restart containers. It returns once the program has ended for the last time.
func Keep(ctx context.Context, p Program) {
	for ctx.Err() == nil {
		if err := Run(ctx, p); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// Run runs a program once. When the context ends, the program is told to stop
// and has some seconds to do so.
func Run(ctx context.Context, p Program) error {
	if err := os.MkdirAll(filepath.Dir(p.Log), 0o700); err != nil {
		return fmt.Errorf("cannot create directory of logs: %w", err)
	}
	log, err := os.OpenFile(p.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("cannot open log: %w", err)
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, p.Path, p.Args...)
	cmd.Env = append(os.Environ(), p.Env...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("cannot run %s, see %s: %w", filepath.Base(p.Path), p.Log, err)
	}
	return nil
}

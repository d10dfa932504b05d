package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// startTimeout is the time in which a function must accept connections. It is
// far more than the usual 0.1 s, for busy machines.
const startTimeout = 30 * time.Second

// Functions are running processes, one for each function of a pipeline.
type Functions struct {
	// Targets are the addresses at which they listen, by function name, in the
	// form of gRPC.
	Targets map[string]string

	sockets   string
	processes []*process
}

// Binary returns the name of a function's program: the last part of the name
// under which Crossplane installs its package, without the organisation.
func Binary(function string) string {
	if i := strings.Index(function, "function-"); i >= 0 {
		return function[i:]
	}
	return function
}

// StartFunctions starts the program of each function in a directory and waits
// until all of them accept connections. On an error none is left running.
//
// They listen on sockets in a directory of their own: a free port could be
// taken by another process before the function listens on it.
func StartFunctions(ctx context.Context, dir string, names []string) (*Functions, error) {
	sockets, err := os.MkdirTemp("", "xplatform-")
	if err != nil {
		return nil, fmt.Errorf("cannot create a directory for the functions' sockets: %w", err)
	}
	f := &Functions{Targets: map[string]string{}, sockets: sockets}
	for i, name := range names {
		// The path of a socket ends at about 100 bytes, so its name is short.
		p, err := startProcess(name, filepath.Join(dir, Binary(name)), filepath.Join(sockets, strconv.Itoa(i)))
		if err != nil {
			f.Stop()
			return nil, fmt.Errorf("cannot start function %s: %w", name, err)
		}
		f.processes = append(f.processes, p)
		f.Targets[name] = p.target()
	}
	for _, p := range f.processes {
		if err := p.wait(ctx); err != nil {
			f.Stop()
			return nil, fmt.Errorf("cannot start function %s: %w", p.name, err)
		}
	}
	return f, nil
}

// Stop ends all functions and waits until they are gone. It may be called
// more than once.
func (f *Functions) Stop() {
	var group sync.WaitGroup
	for _, p := range f.processes {
		group.Go(p.stop)
	}
	group.Wait()
	_ = os.RemoveAll(f.sockets) // It is empty, and in the directory for temporary files.
}

// A process is one running function.
type process struct {
	name   string
	cmd    *exec.Cmd
	socket string
	stderr *bytes.Buffer

	// exited is closed when the process is gone; only then may stderr be read.
	exited chan struct{}
}

func startProcess(name, path, socket string) (*process, error) {
	p := &process{name: name, socket: socket, stderr: &bytes.Buffer{}, exited: make(chan struct{})}
	p.cmd = exec.Command(path, "--insecure", "--metrics-address=", "--address="+p.target())
	p.cmd.Stdout, p.cmd.Stderr = p.stderr, p.stderr // Standard output is for YAML alone.
	p.cmd.SysProcAttr = diesWithParent()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = p.cmd.Wait() // Whether the process is gone matters, not how.
		close(p.exited)
	}()
	return p, nil
}

// target returns the address at which the process listens, in the form of gRPC.
func (p *process) target() string { return "unix:" + p.socket }

// wait returns once the process accepts connections.
func (p *process) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startTimeout, fmt.Errorf("it does not accept connections on %s after %s", p.socket, startTimeout))
	defer cancel()
	for {
		conn, err := net.DialTimeout("unix", p.socket, time.Second)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-p.exited:
			return errors.New("it ended early: " + strings.TrimSpace(p.cmd.ProcessState.String()+"\n"+p.stderr.String()))
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// stop terminates the process, and kills it after a second if it still runs.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // It may be gone already.
	select {
	case <-p.exited:
	case <-time.After(time.Second):
		_ = p.cmd.Process.Kill() // It may be gone by now.
		<-p.exited
	}
}

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

// startTimeout is how long a function may take until it accepts connections.
// It is far more than the 0.1 s that it needs, for machines that are busy.
const startTimeout = 30 * time.Second

// Functions are running processes, one for each function of a pipeline.
type Functions struct {
	// Targets are the addresses at which they listen, by function name, as
	// gRPC writes them.
	Targets map[string]string

	sockets   string
	processes []*process
}

// Binary is the name of the program that is a function: the last part of the
// name under which Crossplane installs its package, without the organisation.
func Binary(function string) string {
	if i := strings.Index(function, "function-"); i >= 0 {
		return function[i:]
	}
	return function
}

// StartFunctions starts the program of each function from a folder and waits
// until all of them accept connections. On an error none is left running.
//
// They listen on sockets in a folder of their own: a port that is free when it
// is chosen may be somebody else's when the function asks for it.
func StartFunctions(ctx context.Context, dir string, names []string) (*Functions, error) {
	sockets, err := os.MkdirTemp("", "xplatform-")
	if err != nil {
		return nil, fmt.Errorf("cannot make a folder for the functions' sockets: %w", err)
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
	_ = os.RemoveAll(f.sockets) // It holds nothing, and is in the folder for temporary things.
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

// target is where the process listens, as gRPC writes it.
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

// stop asks the process to end, and ends it after a second if it does not.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // It may be gone already.
	select {
	case <-p.exited:
	case <-time.After(time.Second):
		_ = p.cmd.Process.Kill() // It may be gone by now.
		<-p.exited
	}
}

package daemon

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/bridge"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/inside"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/isolation"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

// Run keeps the isolated part running until it is told to stop, and forwards
// ports of the machine to it.
func Run(o options.Options, args []string) error {
	dir := state.Dir(o.State)
	if err := os.WriteFile(dir.PID(), []byte(strconv.Itoa(os.Getpid())), 0o600); err != nil {
		return fmt.Errorf("cannot write process ID: %w", err)
	}
	// Paths of sockets are short only relative to their directory. Paths in the
	// arguments are relative to the present one, in which the isolated part
	// starts.
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	if err := os.Chdir(o.State); err != nil {
		return fmt.Errorf("cannot enter directory of control plane: %w", err)
	}
	api, err := open(o, dir)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	runtime.LockOSThread() // The kernel ends the child with the thread that started it.
	cmd, err := isolation.Command(append([]string{InsideCommand}, args...)...)
	if err != nil {
		return err
	}
	cmd.Dir = here
	cmd.Env = append(os.Environ(), inside.APIAddressVariable+"="+api)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	progress := os.NewFile(progressFile, "progress")
	cmd.ExtraFiles = []*os.File{progress}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("cannot start the isolated part: %w", err)
	}
	_ = progress.Close()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return fmt.Errorf("the isolated part ended: %w", err)
	case <-ctx.Done():
		_ = cmd.Process.Kill() // All its processes end with the first one.
		<-ended
		return nil
	}
}

// open listens on a free port for each endpoint of the isolated part, writes
// the addresses to files, and returns that of the API server.
func open(o options.Options, dir state.Dir) (string, error) {
	api := ""
	for _, d := range inside.Endpoints(o) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", fmt.Errorf("cannot find a free port: %w", err)
		}
		address := l.Addr().String()
		if err := os.WriteFile(dir.Path(d.Name+".address"), []byte(address), 0o600); err != nil {
			return "", fmt.Errorf("cannot write address: %w", err)
		}
		if d.Name == inside.API {
			api = address
		}
		go bridge.Join(l, "unix", d.Socket()) // It ends with the process.
	}
	return api, nil
}

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

// Run keeps the isolated part running until it is told to stop, and gives it
// ports on the machine.
func Run(o options.Options, args []string) error {
	folder := state.Folder(o.State)
	if err := os.WriteFile(folder.PID(), []byte(strconv.Itoa(os.Getpid())), 0o600); err != nil {
		return fmt.Errorf("cannot write process number: %w", err)
	}
	// Sockets have short names only from within their folder. What paths the
	// arguments hold is as seen from here.
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	if err := os.Chdir(o.State); err != nil {
		return fmt.Errorf("cannot enter folder of control plane: %w", err)
	}
	api, err := open(o, folder)
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
		_ = cmd.Process.Kill() // Everything in it goes with its first process.
		<-ended
		return nil
	}
}

// open listens on a free port for each door to the isolated part, writes the
// addresses to files, and returns that of the API server.
func open(o options.Options, folder state.Folder) (string, error) {
	api := ""
	for _, d := range inside.Doors(o) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", fmt.Errorf("cannot find a free port: %w", err)
		}
		address := l.Addr().String()
		if err := os.WriteFile(folder.Path(d.Name+".address"), []byte(address), 0o600); err != nil {
			return "", fmt.Errorf("cannot write address: %w", err)
		}
		if d.Name == inside.API {
			api = address
		}
		go bridge.Join(l, "unix", d.Socket()) // It ends with the process.
	}
	return api, nil
}

// xplatform-controlplane runs a Crossplane control plane on one machine,
// without containers: etcd, API server and controllers in one process,
// Crossplane and the functions beside it, all apart from the rest of the
// machine. It is for development and tests.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/daemon"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/inside"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
)

const usage = `Usage: xplatform-controlplane up|down [flags]

up starts a control plane in the background, and returns when all packages are
healthy. down ends it, and leaves nothing.
`

func main() {
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	o, err := options.Parse(args[1:])
	if err != nil {
		return err
	}
	switch args[0] {
	case "up":
		return daemon.Up(o, args[1:])
	case "down":
		return daemon.Down(o)
	case daemon.RunCommand:
		return daemon.Run(o, args[1:])
	case daemon.InsideCommand:
		return inside.Run(o)
	default:
		return fmt.Errorf("cannot %s\n%s", args[0], usage)
	}
}

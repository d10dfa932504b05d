// xplatform-render prints every managed resource of a claim. It needs no
// cluster and no account: it runs the real crossplane composition render with
// the functions as local processes, and simulates what AWS would report.
//
// Standard output is YAML alone, the composite first. Everything else goes to
// standard error.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/version"
)

const usage = `Usage: xplatform-render [flags]

Prints the composite resource and every managed resource of a claim, as YAML
on standard output. Warnings and errors go to standard error; the exit status
is not 0 after an error.

Flags:
`

type options struct {
	request   render.Request
	reconcile string
	binaries  string
	version   bool
}

func main() {
	o, err := parse(os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(2)
	}
	if o.version {
		fmt.Println(version.String())
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err = run(ctx, o, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		report(os.Stderr, err)
		os.Exit(1)
	}
}

func parse(args []string) (options, error) {
	o := options{}
	flags := flag.NewFlagSet("xplatform-render", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.request.Claim, "claim", "examples/farmers/claim.yaml", "`file` with a Platform claim, an XPlatform or a namespaced Platform")
	flags.StringVar(&o.request.Observed, "observed", "", "`file or directory` with observed resources to start from, matched by their annotation crossplane.io/composition-resource-name; the simulation does not change them")
	flags.Func("family", "`family` to render a claim through: cluster (the default) or namespaced", func(v string) error {
		o.request.Family = render.Family(v)
		return nil
	})
	flags.StringVar(&o.reconcile, "reconcile", "settled", "`how far` to reconcile: settled prints the platform in its final state, first the result of the first reconcile")
	flags.StringVar(&o.binaries, "bin-dir", defaultBinaries(), "`directory` with the crossplane CLI and the functions' programs")
	flags.BoolVar(&o.version, "version", false, "print the version and exit")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage)
		flags.SetOutput(os.Stdout)
		flags.PrintDefaults()
		return o, err
	case err != nil:
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("cannot take %q: only flags are understood, such as --claim=%[1]s", flags.Arg(0))
	}
	if o.reconcile != "settled" && o.reconcile != "first" {
		return o, fmt.Errorf("cannot render %q: write settled or first", o.reconcile)
	}
	return o, nil
}

// defaultBinaries returns the directory of this program: they are built
// together.
func defaultBinaries() string {
	self, err := os.Executable()
	if err != nil {
		return "."
	}
	return filepath.Dir(self)
}

// xplatform-package builds the packages of a version of xplatform, and pushes
// them to a registry. It needs no Docker: an image is a program in an archive,
// and the crossplane CLI does the rest.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/xplatform-dev/xplatform/tools/package/internal/crossplane"
	"github.com/xplatform-dev/xplatform/tools/package/internal/release"
)

const usage = `Usage: xplatform-package build|push [flags]

build writes the package files of the Configuration and of every function, and
the files that install them on a cluster.
push pushes what build wrote; --registry, --organisation and --version have to
be those that it was built with.

Flags:
`

func main() {
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("the command is missing: write build or push")
	}
	r, err := parse(args[1:])
	if err != nil {
		return err
	}
	switch args[0] {
	case "build":
		return r.Build()
	case "push":
		return r.Push()
	default:
		return fmt.Errorf("cannot %s: write build or push", args[0])
	}
}

func parse(args []string) (release.Release, error) {
	r := release.Release{Architectures: []string{"amd64", "arm64"}}
	flags := flag.NewFlagSet("xplatform-package", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	cli := flags.String("crossplane", "_output/bin/crossplane", "`path` of the crossplane CLI")
	flags.StringVar(&r.Source, "source", ".", "`directory` of the repository")
	flags.StringVar(&r.Binaries, "binaries", "_output/xpkg/bin", "`directory` with the functions' programs, in a subdirectory for each platform such as linux_amd64")
	flags.StringVar(&r.Out, "out", "_output/xpkg", "`directory` of the package files")
	flags.StringVar(&r.Registry, "registry", "xpkg.crossplane.io", "`host` of the registry")
	flags.StringVar(&r.Organisation, "organisation", "xplatform-dev", "`path` of the repositories in the registry")
	flags.StringVar(&r.Version, "version", "v0.0.0-dev", "semantic `version` of the packages")
	flags.StringVar(&r.ProviderVersions, "provider-versions", "", "`constraint` on the versions of the provider's packages (default from the version in go.mod up to the next major version)")
	flags.StringVar(&r.Install, "install", "_output/install", "`directory` of the files for a cluster")
	flags.StringVar(&r.Mirror, "mirror", "", "`host` and path of a mirror of xpkg.crossplane.io that the cluster pulls from")
	flags.Func("architectures", "`list` of architectures, separated by commas (default amd64,arm64)", func(v string) error {
		r.Architectures = strings.Split(v, ",")
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return r, err
	}
	if flags.NArg() > 0 {
		return r, fmt.Errorf("cannot take %q: only flags are understood", flags.Arg(0))
	}
	r.CLI = crossplane.CLI(*cli)
	return r, nil
}

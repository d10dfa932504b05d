// Package options defines the options of a control plane.
package options

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
)

// Options are the same for all commands, because one starts the next with them.
type Options struct {
	// State is the directory of the control plane.
	State string

	// Binaries is the directory with Crossplane, its CLI and the other
	// programs.
	Binaries string

	// Packages is the directory with the package files.
	Packages string

	// Core is the directory of Crossplane's source, which contains its CRDs.
	Core string

	// ProviderCRDs is the directory with the provider's CRDs.
	ProviderCRDs string

	// Source is the root of the repository from which the packages were built.
	Source string

	// Next is the root of another version, which will be installed later, or
	// "".
	Next string

	Registry, Organisation, Version string

	// AWS is "simulated", "none", which runs no provider, or "moto", which runs
	// the provider itself.
	AWS string

	// Provider is the path of the provider's program, Python that of an
	// interpreter with moto, and Moto that of the program that it runs. They
	// are required only with AWS "moto".
	Provider, Python, Moto string

	// Poll is the interval at which the provider observes each resource.
	Poll string

	// Burst and Refill configure Crossplane's circuit breaker.
	Burst, Refill string
}

// Simulated reports whether AWS is simulated.
func (o Options) Simulated() bool { return o.AWS == "simulated" }

// Emulated reports whether the provider itself runs, against moto.
func (o Options) Emulated() bool { return o.AWS == "moto" }

// Parse reads flags.
func Parse(args []string) (Options, error) {
	o := Options{}
	f := flag.NewFlagSet("xplatform-controlplane", flag.ContinueOnError)
	f.StringVar(&o.State, "state", "_output/controlplane", "`directory` of the control plane")
	f.StringVar(&o.Binaries, "bin-dir", "_output/bin", "`directory` with Crossplane's programs")
	f.StringVar(&o.Packages, "packages", "_output/xpkg", "`directory` with the package files")
	f.StringVar(&o.Core, "core", "", "`directory` of Crossplane's source")
	f.StringVar(&o.ProviderCRDs, "provider-crds", "", "`directory` with the AWS provider's CRDs")
	f.StringVar(&o.Source, "source", ".", "`directory` of the repository from which the packages were built")
	f.StringVar(&o.Next, "next", "", "`directory` of the repository at another version, which will be installed later: the provider's stand-ins are for both")
	f.StringVar(&o.Registry, "registry", "xpkg.crossplane.io", "`host` that the packages name as their registry")
	f.StringVar(&o.Organisation, "organisation", "xplatform-dev", "`path` of the repositories")
	f.StringVar(&o.Version, "version", "v0.0.0-dev", "`version` of the packages")
	f.StringVar(&o.AWS, "aws", "simulated", "implementation of AWS: simulated, none, or moto with the provider itself; real means none, because nothing is simulated then")
	f.StringVar(&o.Provider, "provider", "", "`path` of the provider's program, for --aws=moto")
	f.StringVar(&o.Python, "python", "python3", "`path` of a Python with moto, for --aws=moto")
	f.StringVar(&o.Moto, "moto", "test/provider/moto/server.py", "`path` of the program that runs moto, for --aws=moto")
	f.StringVar(&o.Poll, "poll", "2m", "`interval` at which the provider observes a resource, for --aws=moto")
	f.StringVar(&o.Burst, "circuit-breaker-burst", "100000", "initial tokens of Crossplane's circuit breaker")
	f.StringVar(&o.Refill, "circuit-breaker-refill-rate", "1000", "tokens that it gets per second")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("cannot take %q: only flags are understood", f.Arg(0))
	}
	if !slices.Contains([]string{"simulated", "none", "real", "moto"}, o.AWS) {
		return o, fmt.Errorf("cannot run AWS %q: write simulated, none or moto", o.AWS)
	}
	if o.Emulated() && o.Provider == "" {
		return o, errors.New("cannot run the provider without --provider: make up AWS=moto builds and passes it")
	}
	return o, o.makeAbsolute()
}

// makeAbsolute makes all paths independent of the working directory.
func (o *Options) makeAbsolute() error {
	if o.Core == "" || o.ProviderCRDs == "" {
		return errors.New("cannot start without --core and --provider-crds: make up passes them")
	}
	for _, path := range []*string{&o.State, &o.Binaries, &o.Packages, &o.Core, &o.ProviderCRDs, &o.Source, &o.Next, &o.Provider, &o.Moto} {
		if *path == "" {
			continue
		}
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return err
		}
		*path = absolute
	}
	return nil
}

// Sources returns the roots of all versions that will be installed.
func (o Options) Sources() []string {
	if o.Next == "" {
		return []string{o.Source}
	}
	return []string{o.Source, o.Next}
}

// Binary returns the path of a program.
func (o Options) Binary(name string) string { return filepath.Join(o.Binaries, name) }

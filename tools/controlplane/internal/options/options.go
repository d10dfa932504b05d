// Package options holds what a control plane is started with.
package options

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
)

// Options are the same for all commands: one starts the next with them.
type Options struct {
	// State is the folder that the control plane lives in.
	State string

	// Binaries is the folder with the core, the crossplane CLI and the other
	// programs.
	Binaries string

	// Packages is the folder with the package files.
	Packages string

	// Core is the folder of Crossplane's source, which has its CRDs.
	Core string

	// ProviderCRDs is the folder with the provider's CRDs.
	ProviderCRDs string

	// Source is the root of the repository as it was when the packages were made.
	Source string

	// Next is that of another version, which will be installed later, or "".
	Next string

	Registry, Organisation, Version string

	// AWS is simulated, or none: then nothing does what the provider would. Or it
	// is moto, and the provider itself runs.
	AWS string

	// Provider is the path of the provider's program, Python that of an interpreter
	// with moto, and Moto that of the program that it runs. Only AWS "moto" needs
	// them.
	Provider, Python, Moto string

	// Poll is how often the provider looks at each resource.
	Poll string

	// Burst and Refill configure Crossplane's circuit breaker.
	Burst, Refill string
}

// Simulated says that no AWS account is involved.
func (o Options) Simulated() bool { return o.AWS == "simulated" }

// Emulated says that the provider itself runs, against moto.
func (o Options) Emulated() bool { return o.AWS == "moto" }

// Parse reads flags.
func Parse(args []string) (Options, error) {
	o := Options{}
	f := flag.NewFlagSet("xplatform-controlplane", flag.ContinueOnError)
	f.StringVar(&o.State, "state", "_output/controlplane", "`folder` that the control plane lives in")
	f.StringVar(&o.Binaries, "bin-dir", "_output/bin", "`folder` with Crossplane's programs")
	f.StringVar(&o.Packages, "packages", "_output/xpkg", "`folder` with the package files")
	f.StringVar(&o.Core, "core", "", "`folder` of Crossplane's source")
	f.StringVar(&o.ProviderCRDs, "provider-crds", "", "`folder` with the AWS provider's CRDs")
	f.StringVar(&o.Source, "source", ".", "`folder` of the repository, as the packages were made from it")
	f.StringVar(&o.Next, "next", "", "`folder` of the repository at another version, which will be installed later: the provider's stand-ins are for both")
	f.StringVar(&o.Registry, "registry", "xpkg.crossplane.io", "`host` that the packages name as their registry")
	f.StringVar(&o.Organisation, "organisation", "xplatform-dev", "`path` of the repositories")
	f.StringVar(&o.Version, "version", "v0.0.0-dev", "`version` of the packages")
	f.StringVar(&o.AWS, "aws", "simulated", "what plays AWS: simulated, none, or moto with the provider itself; real is another word for none, because nothing is simulated then")
	f.StringVar(&o.Provider, "provider", "", "`path` of the provider's program, for --aws=moto")
	f.StringVar(&o.Python, "python", "python3", "`path` of a Python with moto, for --aws=moto")
	f.StringVar(&o.Moto, "moto", "test/provider/moto/server.py", "`path` of the program that runs moto, for --aws=moto")
	f.StringVar(&o.Poll, "poll", "2m", "`time` between two looks of the provider at a resource, for --aws=moto")
	f.StringVar(&o.Burst, "circuit-breaker-burst", "100000", "tokens that Crossplane's circuit breaker starts with")
	f.StringVar(&o.Refill, "circuit-breaker-refill-rate", "1000", "tokens that it gets a second")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("cannot take %q: only flags are understood", f.Arg(0))
	}
	if !slices.Contains([]string{"simulated", "none", "real", "moto"}, o.AWS) {
		return o, fmt.Errorf("cannot have %q play AWS: write simulated, none or moto", o.AWS)
	}
	if o.Emulated() && o.Provider == "" {
		return o, errors.New("cannot run the provider without --provider: make up AWS=moto builds and passes it")
	}
	return o, o.absolute()
}

// absolute makes all folders independent of where the program runs.
func (o *Options) absolute() error {
	if o.Core == "" || o.ProviderCRDs == "" {
		return errors.New("cannot start without --core and --provider-crds: make up passes them")
	}
	for _, folder := range []*string{&o.State, &o.Binaries, &o.Packages, &o.Core, &o.ProviderCRDs, &o.Source, &o.Next, &o.Provider, &o.Moto} {
		if *folder == "" {
			continue
		}
		path, err := filepath.Abs(*folder)
		if err != nil {
			return err
		}
		*folder = path
	}
	return nil
}

// Sources are those of all versions that are installed at some time.
func (o Options) Sources() []string {
	if o.Next == "" {
		return []string{o.Source}
	}
	return []string{o.Source, o.Next}
}

// Binary is the path of a program.
func (o Options) Binary(name string) string { return filepath.Join(o.Binaries, name) }

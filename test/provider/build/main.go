// build compiles the AWS provider from its own source, reduced to the kinds
// that platforms use, because all of it takes hours to compile. The remaining
// code is unchanged, except for delays before Terraform first reads a new
// resource (see delays.go).
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	f := flag.NewFlagSet("build", flag.ContinueOnError)
	source := f.String("source", "_output/provider/source", "`directory` for the trimmed source")
	out := f.String("out", "_output/bin/provider-aws", "`path` of the program")
	policy := f.String("policy", "examples/install/activation-policy.yaml", "`file` that lists the kinds in use")
	only := f.Bool("trim-only", false, "write the trimmed source, and compile nothing")
	if err := f.Parse(args); err != nil {
		return err
	}
	for _, path := range []*string{source, out} {
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return err
		}
		*path = absolute
	}
	step := progress(time.Now())
	m, err := download(step)
	if err != nil {
		return err
	}
	kinds, err := readKinds(*policy, filepath.Join(m.upjet, "package", "crds"))
	if err != nil {
		return err
	}
	terraform := filepath.Join(*source, "terraform-provider-aws")
	if err := trimTerraform(m.terraform, terraform, kinds.terraformServices()); err != nil {
		return fmt.Errorf("cannot trim Terraform's provider: %w", err)
	}
	upjet := filepath.Join(*source, "provider-aws")
	if err := trimUpjet(m.upjet, upjet, kinds); err != nil {
		return fmt.Errorf("cannot trim the provider: %w", err)
	}
	step("the source is trimmed to %d kinds of %d services", kinds.count(), len(kinds.terraformServices()))
	if *only {
		return nil
	}
	return compile(step, upjet, terraform, *out)
}

// progress returns a function that reports a step with the time since the start.
func progress(start time.Time) func(format string, args ...any) {
	return func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.0f s  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
}

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// heartbeat is the interval of progress reports of a compilation.
const heartbeat = time.Minute

// compile compiles the trimmed provider.
func compile(step func(string, ...any), upjet, terraform, out string) error {
	if _, err := goCommand(upjet, "mod", "edit", "-replace=github.com/hashicorp/terraform-provider-aws="+terraform); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o700); err != nil {
		return err
	}
	step("compiling the provider, once: 20 CPU minutes …")
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(heartbeat):
				step("still compiling the provider …")
			}
		}
	}()
	if _, err := goCommand(upjet, "build", "-mod=mod", "-ldflags=-s -w", "-o", out, "./"+program); err != nil {
		return err
	}
	step("the provider is compiled: %s", out)
	return nil
}

// errorAs returns an error as the exit error of a program.
func errorAs(err error) (*exec.ExitError, bool) {
	var exit *exec.ExitError
	ok := errors.As(err, &exit)
	return exit, ok
}

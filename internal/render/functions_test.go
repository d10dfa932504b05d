package render

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBinary(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   string
	}{
		"Installed": {reason: "The organisation before the package's name is removed.", args: "xplatform-dev-function-xplatform-network", want: "function-xplatform-network"},
		"Bare":      {reason: "A name without an organisation is the program's.", args: "network", want: "network"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := Binary(tc.args); got != tc.want {
				t.Errorf("%s\nBinary(%q): got %q, want %q", tc.reason, tc.args, got, tc.want)
			}
		})
	}
}

func TestStartFunctions(t *testing.T) {
	dir := install(t, "function-one", "function-two")
	f, err := StartFunctions(t.Context(), dir, []string{"org-function-one", "org-function-two"})
	if err != nil {
		t.Fatalf("StartFunctions(...): %v", err)
	}
	defer f.Stop()
	if len(f.Targets) != 2 || f.Targets["org-function-one"] == f.Targets["org-function-two"] {
		t.Errorf("StartFunctions(...): want two addresses, got %v", f.Targets)
	}
	for name, target := range f.Targets {
		conn, err := net.Dial("unix", strings.TrimPrefix(target, "unix:"))
		if err != nil {
			t.Fatalf("cannot connect to %s: %v", name, err)
		}
		conn.Close()
	}
	f.Stop()
	for _, p := range f.processes {
		if p.cmd.ProcessState == nil {
			t.Errorf("%s still runs after Stop", p.name)
		}
	}
	for name, target := range f.Targets {
		if _, err := os.Stat(filepath.Dir(strings.TrimPrefix(target, "unix:"))); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: want Stop to remove the directory of sockets, got %v", name, err)
		}
	}
}

func TestStartFunctionsErrors(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	cases := map[string]struct {
		reason string
		ctx    context.Context
		args   string
		want   string
	}{
		"Missing": {reason: "The error names a program that was not built.", ctx: t.Context(), args: "function-missing", want: "no such file"},
		"Broken":  {reason: "The error contains the output of a function that ends early.", ctx: t.Context(), args: "function-broken", want: "it ended early: exit status 3\nno certificate"},
		"Stopped": {reason: "Waiting ends when the context is cancelled.", ctx: cancelled, args: "function-deaf", want: context.Canceled.Error()},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := StartFunctions(tc.ctx, install(t, "function-one", "function-broken", "function-deaf"), []string{tc.args, "function-one"})
			if !strings.Contains(message(err), tc.want) {
				t.Errorf("%s\nStartFunctions(...): got error %v, want %q", tc.reason, err, tc.want)
			}
		})
	}
}

package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// kubectl runs kubectl, and returns its output and whether it succeeds: it
// prints nothing on some failures.
func (p *plane) kubectl(args ...string) (printed string, ok bool) {
	p.t.Helper()
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		p.t.Fatal("XPLATFORM_BIN names no directory with kubectl: run make e2e")
	}
	args = append([]string{"--kubeconfig", filepath.Join(p.dir, "kubeconfig")}, args...)
	out, err := exec.CommandContext(p.ctx, filepath.Join(bin, "kubectl"), args...).CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		p.t.Fatalf("cannot run kubectl: %v", err)
	}
	return string(out), err == nil
}

// kubectl runs kubectl on the platform, which must succeed.
func (f *platform) kubectl(verb string, args ...string) string {
	f.t.Helper()
	printed, ok := f.plane.kubectl(f.command(verb, args...)...)
	if !ok {
		f.t.Fatalf("kubectl %s %s: %s", verb, strings.Join(args, " "), printed)
	}
	return printed
}

// command returns the arguments of kubectl for the platform.
func (f *platform) command(verb string, args ...string) []string {
	name := f.kind.Resource + "." + f.kind.Group
	return append([]string{verb, name, f.o.GetName(), "--namespace", f.o.GetNamespace()}, args...)
}

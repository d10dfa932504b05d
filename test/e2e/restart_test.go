package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// restarted ends Crossplane and all functions in the middle of a change. What
// supervises them starts them again, and the change is completed.
func restarted(f *platform) {
	before := f.identities()
	f.set(map[string]any{"team": "farmers"}, "tags")
	for _, program := range []string{"crossplane-core", "program", "xplatform-simulated-aws"} {
		if n := f.kill(program); n == 0 {
			f.t.Fatalf("no process of %s was found", program)
		}
	}
	f.await(long, "the change is completed", func() string {
		for key, o := range f.resources() {
			if o.GetKind() == "VPC" && !strings.Contains(toText(o.Object["spec"]), "farmers") {
				return key + " has no tag"
			}
		}
		return ""
	})
	f.ready(long, "the platform is ready")
	f.unchanged(before)
}

// kill ends the processes of a program that belong to this control plane: they
// have its folder in their arguments, their path or their environment.
func (p *plane) kill(program string) int {
	p.t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		p.t.Fatal(err)
	}
	killed := 0
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		path, err := os.Readlink(filepath.Join("/proc", e.Name(), "exe"))
		if err != nil || filepath.Base(path) != program {
			continue
		}
		environment, _ := os.ReadFile(filepath.Join("/proc", e.Name(), "environ"))
		arguments, _ := os.ReadFile(filepath.Join("/proc", e.Name(), "cmdline"))
		if strings.Contains(path+string(environment)+string(arguments), p.dir) && syscall.Kill(pid, syscall.SIGKILL) == nil {
			killed++
		}
	}
	return killed
}

package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// restarted kills Crossplane, all functions and the simulated provider in the
// middle of a change. They are restarted, and the change is completed.
func restarted(f *platform) {
	before := f.identities()
	const first, last = "target-group-prices-8090", "ecs-service-prices"
	services, _, _ := unstructured.NestedSlice(f.o.Object, "spec", "services")
	f.set(append(services, map[string]any{
		"name": "prices", "image": "registry.example.org/farmers/prices:1.0.0", "port": int64(8090), "paths": []any{"/api/prices/*"},
	}), "services")
	f.set(map[string]any{"team": "farmers"}, "tags")
	f.await(long, "the change has begun", func() string {
		if f.resources()[first] == nil {
			return "there is no " + first
		}
		return ""
	})
	f.killed("program", len(f.installed()))
	f.killed("crossplane-core", 2) // Crossplane, and its RBAC manager.
	f.killed("xplatform-simulated-aws", 1)
	if f.resources()[last] != nil {
		f.t.Fatalf("the change was completed before any process ended: %s exists", last)
	}
	f.await(long, "the change is completed", func() string {
		now := f.resources()
		if now[last] == nil {
			return "there is no " + last
		}
		return untagged(now, "team", "farmers")
	})
	f.ready(long, "the platform is ready")
	if f.text("services", "prices", "taskDefinitionArn") == "" {
		f.t.Error("status does not name the task definition of the service")
	}
	f.unchanged(before)
}

// killed kills the processes of a program, and checks their number.
func (p *plane) killed(program string, processes int) {
	p.t.Helper()
	if n := p.kill(program); n != processes {
		p.t.Fatalf("%d processes of %s were killed, want %d", n, program, processes)
	}
}

// kill ends the processes of a program that belong to this control plane.
func (p *plane) kill(program string) int {
	p.t.Helper()
	killed := 0
	for _, pid := range p.processes(program) {
		if syscall.Kill(pid, syscall.SIGKILL) == nil {
			killed++
		}
	}
	return killed
}

// processes returns the PIDs of a program that belong to this control plane: its
// directory is in their arguments, their path or their environment.
func (p *plane) processes(program string) []int {
	p.t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		p.t.Fatal(err)
	}
	var found []int
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
		if strings.Contains(path+string(environment)+string(arguments), p.dir) {
			found = append(found, pid)
		}
	}
	return found
}

package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// TestCrossplaneShare measures the CPU time of Crossplane's own process for a reconcile of
// a platform at rest, with four functions and with one. Both are measured twice, in turns.
func TestCrossplaneShare(t *testing.T) {
	reconciles, err := strconv.Atoi(os.Getenv("XPLATFORM_SHARE"))
	if err != nil {
		t.Skip("XPLATFORM_SHARE is not a number of reconciles: run make bench-crossplane")
	}
	p := connect(t)
	f := p.example("farmers/claim.yaml", p.namespace("share"), "share")
	f.set(false, "deletionProtection")
	f.ready(long, "the platform becomes ready")
	core := p.crossplane()
	for range 2 {
		for _, composition := range []struct{ name, title, function string }{
			{"xplatforms.xplatform.dev", "four functions", "function-xplatform-network"},
			{"single.xplatforms.xplatform.dev", "one function", singleFunction},
		} {
			f.set(map[string]any{"name": composition.name}, "compositionRef")
			f.await(long, "the composite has Composition "+composition.name, func() string { return differs(f.composedBy([]string{"compositionRef"}), composition.name) })
			f.awaitComposition()
			f.ready(long, "the platform is ready")
			idle := f.idle(core)
			n, cpu, took := f.reconcile(core, composition.function, reconciles)
			cpu -= time.Duration(idle * float64(took))
			t.Logf("%s, %d resources: %.1f ms of Crossplane's CPU time a reconcile, of %d", composition.title, len(f.resources()), cpu.Seconds()*1000/float64(n), n)
		}
	}
	p.emptied(f.delete())
}

// reconcile causes at least a number of reconciles of the composite. It returns their
// number, the CPU time of a process during them, and their duration.
func (f *platform) reconcile(pid int, function string, atLeast int) (n int, cpu, took time.Duration) {
	f.t.Helper()
	const pause, batch = 300 * time.Millisecond, 20 // Reading the counters costs CPU time, too.
	calls, before, start := f.calls(function), f.cpu(pid), time.Now()
	for i := 0; n < atLeast; i++ {
		f.touch(i)
		time.Sleep(pause)
		if i%batch == batch-1 {
			n = f.calls(function) - calls
		}
	}
	return n, f.cpu(pid) - before, time.Since(start)
}

// touch changes an annotation of the composite that has no other meaning.
func (f *platform) touch(i int) {
	f.t.Helper()
	patch := fmt.Appendf(nil, `{"metadata": {"annotations": {"example.org/touched": "%d"}}}`, i)
	f.answer("touch the composite", func() error {
		_, err := f.client.Resource(f.compositeKind()).Namespace(f.namespaceOf()).Patch(f.ctx, f.composite(), types.MergePatchType, patch, metav1.PatchOptions{})
		return err
	})
}

// idle returns the CPU time that a process uses per unit of time while nothing changes.
func (f *platform) idle(pid int) float64 {
	f.t.Helper()
	const while = 20 * time.Second
	before := f.cpu(pid)
	time.Sleep(while)
	return float64(f.cpu(pid)-before) / float64(while)
}

// crossplane returns the PID of the Crossplane process that reconciles composites.
func (p *plane) crossplane() int {
	p.t.Helper()
	for _, pid := range p.processes("crossplane-core") {
		arguments, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
		if err == nil && !strings.Contains(string(arguments), "rbac") {
			return pid
		}
	}
	p.t.Fatal("Crossplane does not run")
	return 0
}

// cpu returns the CPU time of a process.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
func (p *plane) cpu(pid int) time.Duration {
	p.t.Helper()
	const user, system = 11, 12 // After the name, which may contain spaces.
	const tick = 10 * time.Millisecond
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		p.t.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	ticks := 0
	for _, field := range []int{user, system} {
		n, err := strconv.Atoi(fields[field])
		if err != nil {
			p.t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * tick
}

package pipeline

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestMemory sends a function that runs as in examples/install more concurrent
// calls for the largest platform than it answers at the same time: it stays
// within its limit, at which Kubernetes would kill it.
func TestMemory(t *testing.T) {
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		t.Skip("XPLATFORM_BIN names no directory with the functions: run make test")
	}
	const calls, limit = 20, 512
	xr := shop(75, func(i int) map[string]any {
		return map[string]any{"name": fmt.Sprintf("s%d", i), "image": "registry.example.org/x:1", "egress": destinations(25)}
	})
	unstructured.RemoveNestedField(xr.Object, "spec", "edge")
	s := &render.Settling{Reconciler: pipeline(), Simulation: provider()}
	if _, err := s.Settle(t.Context(), xr); err != nil {
		t.Fatal(err)
	}
	last := requests(t, s.Turns[len(s.Turns)-1])[len(functions)-1]
	req := &fnv1.RunFunctionRequest{}
	if err := proto.Unmarshal(last, req); err != nil {
		t.Fatal(err)
	}
	p := startProcess(t, filepath.Join(bin, "function-xplatform-compute"), "GOMEMLIMIT=400MiB")
	var all sync.WaitGroup
	for range calls {
		all.Go(func() { p.call(t, req) })
	}
	all.Wait()
	peak := p.peak(t)
	t.Logf("%d resources, a request of %.1f MiB, %d calls at once: at most %d MiB", len(req.GetObserved().GetResources()), float64(len(last))/(1<<20), calls, peak)
	if peak > limit {
		t.Errorf("it used %d MiB, of a limit of %d", peak, limit)
	}
}

// peak returns the peak resident memory of a process, in MiB.
// https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
func (p *process) peak(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
	fields := bytes.Fields(after)
	if len(fields) == 0 {
		t.Fatalf("no VmHWM in %s", status)
	}
	kib, err := strconv.Atoi(string(fields[0]))
	if err != nil {
		t.Fatal(err)
	}
	return kib >> 10
}

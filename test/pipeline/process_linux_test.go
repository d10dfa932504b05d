package pipeline

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"
)

// BenchmarkProcesses measures the cost of a call for a function that runs as in
// a cluster, gRPC included: its CPU time, whatever else runs on the machine.
func BenchmarkProcesses(b *testing.B) {
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		b.Skip("XPLATFORM_BIN names no directory with the functions: run make bench")
	}
	for _, services := range benchmarked {
		for _, s := range scenarios(b, services) {
			for i, f := range functions {
				req := &fnv1.RunFunctionRequest{}
				if err := proto.Unmarshal(s.calls[i], req); err != nil {
					b.Fatal(err)
				}
				b.Run(s.name+"/"+f.Name, func(b *testing.B) {
					p := startProcess(b, filepath.Join(bin, "function-xplatform-"+f.Name))
					p.call(b, req) // The first call creates the values that later ones share.
					before := p.cpu(b)
					for b.Loop() {
						p.call(b, req)
					}
					b.ReportMetric((p.cpu(b)-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
					b.ReportMetric(p.first.Seconds()*1000, "start-ms")
					b.ReportMetric(p.resident(b), "MiB-resident")
				})
			}
		}
	}
}

// A process is a running function.
type process struct {
	client fnv1.FunctionRunnerServiceClient
	pid    int

	// first is the time until its first response.
	first time.Duration
}

func startProcess(tb testing.TB, path string, env ...string) *process {
	tb.Helper()
	dir, err := os.MkdirTemp("", "xplatform-") // The path of a socket must be short.
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := "unix:" + filepath.Join(dir, "0")
	cmd := exec.CommandContext(tb.Context(), path, "--insecure", "--metrics-address=", "--address="+socket)
	cmd.Env = append(os.Environ(), env...)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	conn, err := grpc.NewClient(socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = conn.Close() })
	p := &process{client: fnv1.NewFunctionRunnerServiceClient(conn), pid: cmd.Process.Pid}
	empty := &fnv1.RunFunctionRequest{}
	for _, err = p.client.RunFunction(tb.Context(), empty); err != nil; _, err = p.client.RunFunction(tb.Context(), empty) {
		conn.ResetConnectBackoff()
		time.Sleep(time.Millisecond)
		if time.Since(start) > time.Minute {
			tb.Fatal(err)
		}
	}
	p.first = time.Since(start)
	return p
}

func (p *process) call(tb testing.TB, req *fnv1.RunFunctionRequest) {
	tb.Helper()
	rsp, err := p.client.RunFunction(tb.Context(), req)
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range rsp.GetResults() {
		if r.GetSeverity() == fnv1.Severity_SEVERITY_FATAL {
			tb.Fatal(r.GetMessage())
		}
	}
}

// cpu returns the CPU time of a process.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
func (p *process) cpu(b *testing.B) time.Duration {
	b.Helper()
	const user, system = 11, 12 // After the name, which may contain spaces.
	const tick = 10 * time.Millisecond
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	if err != nil {
		b.Fatal(err)
	}
	all := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	ticks := 0
	for _, field := range []int{user, system} {
		n, err := strconv.Atoi(all[field])
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * tick
}

// resident returns the resident memory of a process, in MiB.
// https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html
func (p *process) resident(b *testing.B) float64 {
	b.Helper()
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.pid))
	if err != nil {
		b.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		b.Fatal(err)
	}
	return float64(pages*os.Getpagesize()) / (1 << 20)
}

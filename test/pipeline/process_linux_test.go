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
	"google.golang.org/grpc/mem"
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
	conn   *grpc.ClientConn
	pid    int

	// first is the time until its first response.
	first time.Duration
}

// startProcess starts a function of this project.
func startProcess(tb testing.TB, path string, env ...string) *process {
	tb.Helper()
	socket := socketPath(tb)
	cmd := exec.CommandContext(tb.Context(), path, "--insecure", "--metrics-address=", "--address=unix:"+socket)
	cmd.Env = append(os.Environ(), env...)
	return startServing(tb, cmd, socket)
}

// socketPath returns the path of a socket, which must be short.
func socketPath(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("", "xplatform-")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "0")
}

// startServing starts a program, and returns after its first response.
func startServing(tb testing.TB, cmd *exec.Cmd, socket string) *process {
	tb.Helper()
	start := time.Now()
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	conn, err := grpc.NewClient("unix:"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = conn.Close() })
	p := &process{client: fnv1.NewFunctionRunnerServiceClient(conn), conn: conn, pid: cmd.Process.Pid}
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

// call returns a response that is not fatal.
func (p *process) call(tb testing.TB, req *fnv1.RunFunctionRequest) *fnv1.RunFunctionResponse {
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
	return rsp
}

// send sends an encoded request. Encoding it for each call, and decoding the response,
// would take longer than most functions do.
func (p *process) send(tb testing.TB, req []byte) {
	tb.Helper()
	var rsp []byte
	if err := p.conn.Invoke(tb.Context(), fnv1.FunctionRunnerService_RunFunction_FullMethodName, req, &rsp, grpc.ForceCodecV2(encoded{})); err != nil {
		tb.Fatal(err)
	}
}

// encoded is a codec for messages that are encoded already.
type encoded struct{}

// Marshal returns the bytes that it is given.
func (encoded) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(v.([]byte))}, nil
}

// Unmarshal keeps the bytes that it is given.
func (encoded) Unmarshal(data mem.BufferSlice, v any) error {
	*v.(*[]byte) = data.Materialize()
	return nil
}

// Name is that of protobuf's own codec.
func (encoded) Name() string { return "proto" }

// cpu returns the CPU time of a process.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
func (p *process) cpu(tb testing.TB) time.Duration {
	tb.Helper()
	const user, system = 11, 12 // After the name, which may hold spaces.
	const tick = 10 * time.Millisecond
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	if err != nil {
		tb.Fatal(err)
	}
	all := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	ticks := 0
	for _, field := range []int{user, system} {
		n, err := strconv.Atoi(all[field])
		if err != nil {
			tb.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * tick
}

// resident returns the resident memory of a process, in MiB.
// https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html
func (p *process) resident(tb testing.TB) float64 {
	tb.Helper()
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.pid))
	if err != nil {
		tb.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		tb.Fatal(err)
	}
	return float64(pages*os.Getpagesize()) / (1 << 20)
}

package run

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/crossplane/function-sdk-go"

	"github.com/xplatform-dev/xplatform/internal/version"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// maxDefaultCalls limits the default number of concurrent calls on machines
// with many processors: each call for a large platform takes tens of MiB.
const maxDefaultCalls = 8

// gcPercent is the growth of the heap, in percent, at which garbage is collected. A function
// allocates nearly all memory for single calls: at Go's default of 100, every second call for
// four services causes a collection.
const gcPercent = 400

// Main serves a function until it is stopped, and exits.
func Main(f *Function) {
	address := flag.String("address", ":9443", "Address at which to listen for gRPC connections: host:port, or unix: and the path of a socket.")
	certs := flag.String("tls-certs-dir", os.Getenv("TLS_SERVER_CERTS_DIR"), "Directory with the server certificate (tls.crt, tls.key) and the CA of client certificates (ca.crt). Crossplane mounts it and sets TLS_SERVER_CERTS_DIR.")
	insecure := flag.Bool("insecure", false, "Serve without mTLS. Only for development: crossplane composition render needs it.")
	metrics := flag.String("metrics-address", ":8080", "Address at which to serve Prometheus metrics, under /metrics. If empty, none are served.")
	resources := flag.Int("max-resources", DefaultMaxResources, "Maximum number of resources of a platform, those of all functions together. 0 sets no limit.")
	calls := flag.Int("max-calls", min(runtime.GOMAXPROCS(0), maxDefaultCalls), "Maximum number of concurrent calls. Others wait.")
	printVersion := flag.Bool("version", false, "Print the version and exit.")
	flag.Parse()
	if *printVersion {
		fmt.Println(version.String())
		return
	}

	if *calls < 1 || *resources < 0 {
		fmt.Fprintln(os.Stderr, "--max-calls must be at least 1, and --max-resources at least 0")
		os.Exit(2)
	}

	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	wire.Register()
	f.MaxResources, f.Sealed = *resources, true
	d := &drain{function: f, slots: make(chan struct{}, *calls)}
	go d.exitWhenTold()
	err := function.Serve(d,
		function.Listen(endpoint(*address)),
		function.MTLSCertificates(*certs),
		function.Insecure(*insecure),
		function.WithMetricsServer(*metrics),
		function.MaxRecvMessageSize(maxRequest))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// endpoint returns the network and the address to listen on: of a socket with
// the prefix unix:, as in gRPC, or of a port.
func endpoint(address string) (network, where string) {
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		return "unix", path
	}
	return "tcp", address
}

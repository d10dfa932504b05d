package run

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/crossplane/function-sdk-go"
	"google.golang.org/grpc/health"

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

	if err := checkUsage(flag.Args(), *calls, *resources); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if err := checkMetrics(*metrics); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}

	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	wire.Register()
	f.MaxResources, f.Sealed = *resources, true
	d := &drain{function: f, slots: make(chan struct{}, *calls), health: health.NewServer()}
	go d.exitWhenTold()
	err := function.Serve(d,
		function.Listen(endpoint(*address)),
		function.MTLSCertificates(*certs),
		function.Insecure(*insecure),
		function.WithMetricsServer(*metrics),
		function.WithHealthServer(d.health),
		function.MaxRecvMessageSize(maxRequest))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// checkUsage returns an error for arguments that a function does not take: a flag without
// its hyphens would be ignored otherwise, with all flags after it.
func checkUsage(arguments []string, calls, resources int) error {
	switch {
	case len(arguments) > 0:
		return fmt.Errorf("unknown argument %q: flags begin with --, see --help", arguments[0])
	case calls < 1 || resources < 0:
		return errors.New("--max-calls must be at least 1, and --max-resources at least 0")
	}
	return nil
}

// checkMetrics returns an error if metrics cannot be served at an address. The SDK serves
// them in the background, and ignores that it cannot.
func checkMetrics(address string) error {
	if address == "" {
		return nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("cannot serve metrics: %w: set --metrics-address to a free address, or to nothing", err)
	}
	return listener.Close()
}

// endpoint returns the network and the address to listen on: of a socket with
// the prefix unix:, as in gRPC, or of a port.
func endpoint(address string) (network, where string) {
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		return "unix", path
	}
	return "tcp", address
}

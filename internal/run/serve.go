package run

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/crossplane/function-sdk-go"

	"github.com/xplatform-dev/xplatform/internal/version"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// mostCalls is how many calls a function answers at the same time on a machine of
// many processors, unless told otherwise: each of a large platform takes tens of MiB.
const mostCalls = 8

// Main serves a function until it is stopped, and exits.
func Main(f *Function) {
	address := flag.String("address", ":9443", "Address at which to listen for gRPC connections: host:port, or unix: and the path of a socket.")
	certs := flag.String("tls-certs-dir", os.Getenv("TLS_SERVER_CERTS_DIR"), "Folder with the server certificate (tls.crt, tls.key) and the CA that signs clients' (ca.crt). Crossplane mounts it and names it in TLS_SERVER_CERTS_DIR.")
	insecure := flag.Bool("insecure", false, "Serve without mTLS. Only for development: crossplane composition render needs it.")
	metrics := flag.String("metrics-address", ":8080", "Address at which to serve Prometheus metrics, under /metrics. Empty serves none.")
	resources := flag.Int("max-resources", DefaultMaxResources, "How many resources a platform may have, those of all functions together. 0 sets no limit.")
	calls := flag.Int("max-calls", min(runtime.GOMAXPROCS(0), mostCalls), "How many calls are answered at the same time. Others wait.")
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

// endpoint tells a socket from a port, as gRPC does where it connects.
func endpoint(address string) (network, where string) {
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		return "unix", path
	}
	return "tcp", address
}

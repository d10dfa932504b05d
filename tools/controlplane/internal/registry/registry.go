// Package registry runs an OCI registry in memory.
package registry

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/google/go-containerregistry/pkg/registry"
)

// Address is the address at which the registry listens, without TLS: clients
// allow that on the loopback interface.
const Address = "127.0.0.1:5000"

// Start returns once the registry listens. Later errors are sent on the
// channel.
func Start(failed chan<- error) error {
	l, err := net.Listen("tcp", Address)
	if err != nil {
		return fmt.Errorf("cannot start registry: %w", err)
	}
	s := &http.Server{
		Handler:           registry.New(registry.Logger(log.New(io.Discard, "", 0))),
		ReadHeaderTimeout: 10 * time.Second,
	}
	go func() { failed <- fmt.Errorf("cannot run registry: %w", s.Serve(l)) }()
	return nil
}

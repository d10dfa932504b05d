package inside

import (
	"fmt"
	"net"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apiserver"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/bridge"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/core"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/emulation"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/registry"
)

// API is the name of the API server's endpoint.
const API = "api"

// An Endpoint is an address in the isolated network that is reachable from the
// machine.
type Endpoint struct {
	Name, address string
}

// Endpoints returns the endpoints of a control plane.
func Endpoints(o options.Options) []Endpoint {
	endpoints := []Endpoint{
		{Name: API, address: apiserver.Address},
		{Name: "registry", address: registry.Address},
		{Name: "metrics", address: core.MetricsAddress},
	}
	if o.Emulated() {
		endpoints = append(endpoints, Endpoint{Name: "moto", address: emulation.Address})
	}
	return endpoints
}

// Socket returns the path of the socket between both sides, in the directory of
// the control plane.
func (d Endpoint) Socket() string { return d.Name + ".sock" }

// openEndpoints forwards the sockets of all endpoints to their addresses.
func openEndpoints(o options.Options) error {
	for _, d := range Endpoints(o) {
		l, err := net.Listen("unix", d.Socket())
		if err != nil {
			return fmt.Errorf("cannot open endpoint %s: %w", d.Name, err)
		}
		go bridge.Join(l, "tcp", d.address) // It ends with the process.
	}
	return nil
}

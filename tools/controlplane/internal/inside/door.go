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

// API is the door to the API server.
const API = "api"

// A Door leads from the machine to something in the isolated network.
type Door struct {
	Name, address string
}

// Doors are all that a control plane has.
func Doors(o options.Options) []Door {
	doors := []Door{
		{Name: API, address: apiserver.Address},
		{Name: "registry", address: registry.Address},
		{Name: "metrics", address: core.MetricsAddress},
	}
	if o.Emulated() {
		doors = append(doors, Door{Name: "moto", address: emulation.Address})
	}
	return doors
}

// Socket is the file between both sides, in the folder of the control plane.
func (d Door) Socket() string { return d.Name + ".sock" }

// openDoors is for the process inside.
func openDoors(o options.Options) error {
	for _, d := range Doors(o) {
		l, err := net.Listen("unix", d.Socket())
		if err != nil {
			return fmt.Errorf("cannot open door %s: %w", d.Name, err)
		}
		go bridge.Join(l, "tcp", d.address) // It ends with the process.
	}
	return nil
}

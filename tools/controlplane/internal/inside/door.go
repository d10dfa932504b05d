package inside

import (
	"fmt"
	"net"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apiserver"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/bridge"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/core"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/registry"
)

// API is the door to the API server.
const API = "api"

// A Door leads from the machine to something in the isolated network.
type Door struct {
	Name, address string
}

// Doors are all there are.
var Doors = []Door{
	{Name: API, address: apiserver.Address},
	{Name: "registry", address: registry.Address},
	{Name: "metrics", address: core.MetricsAddress},
}

// Socket is the file between both sides, in the folder of the control plane.
func (d Door) Socket() string { return d.Name + ".sock" }

// openDoors is for the process inside.
func openDoors() error {
	for _, d := range Doors {
		l, err := net.Listen("unix", d.Socket())
		if err != nil {
			return fmt.Errorf("cannot open door %s: %w", d.Name, err)
		}
		go bridge.Join(l, "tcp", d.address) // It ends with the process.
	}
	return nil
}

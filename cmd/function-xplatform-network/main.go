// function-xplatform-network composes the network of a platform.
package main

import (
	"github.com/xplatform-dev/xplatform/functions/network"
	"github.com/xplatform-dev/xplatform/internal/run"
)

func main() {
	run.Main(network.Function())
}

// function-xplatform-edge composes the load balancer of a platform.
package main

import (
	"github.com/xplatform-dev/xplatform/functions/edge"
	"github.com/xplatform-dev/xplatform/internal/run"
)

func main() {
	run.Main(edge.Function())
}

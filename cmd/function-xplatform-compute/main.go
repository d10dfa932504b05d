// function-xplatform-compute composes the services of a platform.
package main

import (
	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/internal/run"
)

func main() {
	run.Main(compute.Function())
}

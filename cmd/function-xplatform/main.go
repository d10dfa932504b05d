// function-xplatform composes a whole platform in one call.
package main

import (
	"github.com/xplatform-dev/xplatform/functions/platform"
	"github.com/xplatform-dev/xplatform/internal/run"
)

func main() {
	run.Main(platform.Function())
}

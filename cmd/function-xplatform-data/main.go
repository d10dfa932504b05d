// function-xplatform-data composes the stores of a platform.
package main

import (
	"github.com/xplatform-dev/xplatform/functions/data"
	"github.com/xplatform-dev/xplatform/internal/run"
)

func main() {
	run.Main(data.Function())
}

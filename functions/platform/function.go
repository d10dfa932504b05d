// Package platform composes a whole platform in one call: all parts, one after the
// other.
package platform

import (
	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/functions/data"
	"github.com/xplatform-dev/xplatform/functions/edge"
	"github.com/xplatform-dev/xplatform/functions/network"
	"github.com/xplatform-dev/xplatform/internal/run"
)

// Function returns the function that composes all parts, in the order of the
// pipeline of four functions.
func Function() *run.Function {
	return run.Together(network.Function(), edge.Function(), data.Function(), compute.Function())
}

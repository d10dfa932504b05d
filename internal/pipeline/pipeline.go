// Package pipeline has the four functions in the order of the Compositions, to be
// called in process.
package pipeline

import (
	"github.com/xplatform-dev/xplatform/functions/compute"
	"github.com/xplatform-dev/xplatform/functions/data"
	"github.com/xplatform-dev/xplatform/functions/edge"
	"github.com/xplatform-dev/xplatform/functions/network"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// Steps returns the steps of the Compositions.
func Steps() []render.Step {
	return []render.Step{
		{Name: "network", Function: network.Function()},
		{Name: "edge", Function: edge.Function()},
		{Name: "data", Function: data.Function()},
		{Name: "compute", Function: compute.Function()},
	}
}

// New returns a Reconciler that runs the steps in process.
func New() *render.InProcess {
	return &render.InProcess{Steps: Steps()}
}

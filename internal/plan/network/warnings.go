package network

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// maxWarnings is how many warnings of the spec are told: each is an event.
const maxWarnings = 10

// warnings are those of the spec, and the hint at a region that may be mistyped.
// The hint ends once the VPC stands: AWS has the region then, whatever is known
// here.
func warnings(s *v1alpha1.PlatformSpec, seen live.State) []string {
	out := v1alpha1.Warnings(s)
	if more := len(out) - maxWarnings; more > 0 {
		out = append(out[:maxWarnings], fmt.Sprintf("spec: there are %d more warnings: mend those that are told first", more))
	}
	if meant := v1alpha1.NearestRegion(s.Region); meant != "" && seen.ID(name.VPC) == "" {
		out = append(out, fmt.Sprintf("spec.region: %s is not among the regions that this version knows: did you mean %s?", s.Region, meant))
	}
	return out
}

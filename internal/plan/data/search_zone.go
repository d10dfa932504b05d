package data

import (
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// domainResource is the domain as a resource of several zones.
var domainResource = plan.ZonalResource{Key: name.Search, Tier: v1alpha1.TierDatabase}

// searchZones returns the zones of the claim, else those that the domain has, else
// the lowest that its nodes can be spread over. Where those that it has are not
// certain it returns all: the domain then stays as it is, as one of their subnets
// is not known.
func (d *Plan) searchZones(seen live.State) (zones []v1alpha1.Zone, certain bool) {
	if zones := d.Spec.Search.Zones; len(zones) > 0 {
		return zones, true
	}
	current, certain := d.CurrentZones(domainResource, seen)
	if !certain {
		return d.Spec.Zones, false
	}
	if len(current) > 0 {
		return current, true
	}
	return d.Spec.Zones[:min(int64(len(d.Spec.Zones)), maxSearchZones, d.Spec.Search.Instances)], true
}

// holdSearch leaves the domain in the zones that it has, with as many nodes as it
// has there, until nothing lacks in those that it is to have: AWS spreads nodes
// over all its zones or refuses, so it goes into the new ones in one change.
func (d *Plan) holdSearch(s *Search, seen live.State) {
	has, certain := d.CurrentZones(domainResource, seen)
	nodes := seen.Search().RequestedInstances()
	if !certain || len(has) == 0 || nodes == 0 {
		return
	}
	for _, z := range s.Zones {
		blockers := d.SubnetBlockers(v1alpha1.TierDatabase, z, seen)
		if len(blockers) > 0 && !slices.Contains(has, z) {
			d.Progress = append(d.Progress, plan.Progress{Text: fmt.Sprintf("%s stays in its zones (%s)", name.Search, letters(has)), While: blockers})
			s.Zones, s.Instances = has, nodes
			return
		}
	}
}

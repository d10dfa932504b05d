package plan

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// domainResource is the domain as a resource of several zones.
var domainResource = zonalResource{key: name.Search, tier: v1alpha1.TierDatabase, subnets: []string{"vpcOptions", "subnetIds"}}

// searchZones returns the zones of the claim, else those that the domain has, else
// the lowest that its nodes can be spread over. Where those that it has are not
// certain it returns all: the domain then stays as it is, as one of their subnets
// is not known.
func (d *Data) searchZones(seen observed.View) (zones []v1alpha1.Zone, certain bool) {
	if zones := d.Spec.Search.Zones; len(zones) > 0 {
		return zones, true
	}
	current, certain := d.currentZones(domainResource, seen)
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
func (d *Data) holdSearch(s *Search, seen observed.View) {
	has, certain := d.currentZones(domainResource, seen)
	nodes, err := strconv.ParseInt(seen.Spec(name.Search, "clusterConfig", "instanceCount"), 10, 64)
	if !certain || len(has) == 0 || err != nil {
		return
	}
	for _, z := range s.Zones {
		missing := d.missingSubnet(v1alpha1.TierDatabase, z, seen)
		if missing != "" && !slices.Contains(has, z) {
			d.note(fmt.Sprintf("%s stays in its zones (%s) while it waits for %s", name.Search, letters(has), missing))
			s.Zones, s.Instances = has, nodes
			return
		}
	}
}

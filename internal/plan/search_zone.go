package plan

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// searchZones are those of the claim, else those that the domain has, else the
// lowest that its nodes can be spread over.
func (d *Data) searchZones(seen observed.View) []v1alpha1.Zone {
	if zones := d.Spec.Search.Zones; len(zones) > 0 {
		return zones
	}
	if has := d.searchStands(seen); len(has) > 0 {
		return has
	}
	return d.Spec.Zones[:min(int64(len(d.Spec.Zones)), maxSearchZones, d.Spec.Search.Instances)]
}

// searchStands are the zones that the domain has. One that asks for a zone that
// the claim has given up was never made, and has none.
func (d *Data) searchStands(seen observed.View) []v1alpha1.Zone {
	in := span{key: name.Search, tier: v1alpha1.TierDatabase, refs: []string{"vpcOptions", "subnetIdRefs"}}
	has, nowhereElse := d.stands(in, seen)
	if !nowhereElse {
		return nil
	}
	return has
}

// holdSearch leaves the domain in the zones that it has, with as many nodes as it
// has there, until nothing lacks in those that it is to have: AWS spreads nodes
// over all its zones or refuses, so it goes into the new ones in one change.
func (d *Data) holdSearch(s *Search, seen observed.View) {
	has := d.searchStands(seen)
	nodes, err := strconv.ParseInt(seen.Spec(name.Search, "clusterConfig", "instanceCount"), 10, 64)
	if len(has) == 0 || err != nil {
		return
	}
	for _, z := range s.Zones {
		missing := d.lackingSubnet(v1alpha1.TierDatabase, z, seen)
		if missing != "" && !slices.Contains(has, z) {
			d.note(fmt.Sprintf("%s stays in its zones (%s) while it waits for %s", name.Search, letters(has), missing))
			s.Zones, s.Instances = has, nodes
			return
		}
	}
}

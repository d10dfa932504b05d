package data

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A SubnetGroup is the subnets that AWS may place a store in.
type SubnetGroup struct {
	Name      string
	Placement plan.Placement
}

// planSubnetGroup plans the subnet group of a store.
func (d *Plan) planSubnetGroup(group name.Key, seen live.State) SubnetGroup {
	r := plan.ZonalResource{Key: group, Tier: v1alpha1.TierDatabase}
	placement, pending := d.Place(r, d.SubnetBlockersOf(r.Tier, seen), seen)
	d.Progress = append(d.Progress, pending...)
	return SubnetGroup{Name: plan.CurrentNameOr(seen, group, d.Names.StorePart(group)), Placement: placement}
}

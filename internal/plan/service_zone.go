package plan

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// planZones decides in which subnets the tasks of a service run. A service that
// exists goes into a new zone when tasks can get their image there: ECS rolls all
// of it out anew, and takes that back where they cannot.
func (c *Compute) planZones(s *Service, seen observed.View) {
	in := span{key: s.Key, tier: v1alpha1.TierPrivate, refs: []string{"networkConfiguration", "subnetRefs"}}
	zones, pending := c.zonesOf(in, func(z v1alpha1.Zone) string {
		if missing := c.lackingSubnet(in.tier, z, seen); missing != "" {
			return missing
		}
		return c.lackingWay(z, seen)
	}, seen)
	s.Subnets = subnetsIn(in.tier, zones)
	c.Pending = append(c.Pending, pending...)
}

// lackingWay says which way from a private subnet to the images is not there yet,
// or nothing. ECR keeps layers in S3.
func (c *Compute) lackingWay(z v1alpha1.Zone, seen observed.View) string {
	ways := c.wayOut(name.Subnet(v1alpha1.TierPrivate, z))
	for _, e := range c.out.Endpoints {
		for _, t := range e.In {
			if t.To == tableOf(v1alpha1.TierPrivate, z) {
				ways = append(ways, t.Key)
			}
		}
	}
	for _, k := range ways {
		if !seen.Ready(k) {
			return string(k)
		}
	}
	return ""
}

// wayOut are the routes by which a private subnet reaches the internet. One that
// was adopted has its own.
func (c *Compute) wayOut(subnet name.Key) []name.Key {
	var out []name.Key
	for _, r := range c.out.Routes {
		leads := r.NATGateway != "" || r.EgressOnlyGateway != ""
		if leads && slices.Contains(c.out.Associations, Association{Key: name.Association(subnet), Subnet: subnet, Table: r.Table}) {
			out = append(out, r.Key)
		}
	}
	return out
}

package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// adopt plans a network that exists already. Its VPC and subnets are observed,
// so that everything else can refer to them as it would to the platform's
// own; nothing else of it is touched.
func (n *Network) adopt(e v1alpha1.ExistingNetwork) {
	n.VPC = VPC{AdoptedID: e.VPCID}
	for _, t := range v1alpha1.Tiers {
		for _, z := range n.Spec.Zones {
			if id := e.SubnetIDs.Of(t)[z]; id != "" {
				n.Subnets = append(n.Subnets, Subnet{Key: name.Subnet(t, z), Tier: t, Zone: z, AdoptedID: id})
			}
		}
	}
}

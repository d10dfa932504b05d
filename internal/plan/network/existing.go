package network

import (
	"errors"
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// adopt plans a network that exists already. Its VPC and subnets are observed,
// so that everything else can refer to them as it would to the platform's
// own; nothing else of it is touched.
//
// A subnet that was found cannot become another one: everything that refers to it
// would move. The schema sees only the claim before this one, which may have left
// it out.
func (n *Plan) adopt(e v1alpha1.ExistingNetwork, seen live.State) error {
	var moved []error
	n.VPC = VPC{AdoptedID: e.VPCID}
	for _, t := range v1alpha1.Tiers {
		for _, z := range n.Spec.Zones {
			id, k := e.SubnetIDs.Of(t)[z], name.Subnet(t, z)
			if id == "" {
				continue
			}
			if is := seen.ID(k); is != "" && is != id {
				moved = append(moved, fmt.Errorf("spec.network.existing.subnetIds.%s.%s: %s is in use there and cannot become %s, as what is in a subnet cannot move; write %[3]s again", t, z, is, id))
			}
			n.Subnets = append(n.Subnets, Subnet{Key: k, Tier: t, Zone: z, AdoptedID: id})
		}
	}
	return errors.Join(moved...)
}

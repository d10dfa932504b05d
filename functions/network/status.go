package network

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
)

// status returns the status of the network: the identifiers that AWS has
// assigned so far.
func status(n network.Plan, seen live.State) v1alpha1.PlatformStatus {
	out := v1alpha1.NetworkStatus{
		VPCID:        seen.VPC().ID(),
		CIDR:         seen.VPC().CIDR(),
		IPv6CIDR:     seen.VPC().IPv6CIDR(),
		SubnetIDs:    map[v1alpha1.Tier]map[v1alpha1.Zone]string{},
		NATAddresses: map[v1alpha1.Zone]string{},
	}
	for _, s := range n.Subnets {
		id := seen.Subnet(s.Key).ID()
		if id == "" {
			continue
		}
		if out.SubnetIDs[s.Tier] == nil {
			out.SubnetIDs[s.Tier] = map[v1alpha1.Zone]string{}
		}
		out.SubnetIDs[s.Tier][s.Zone] = id
	}
	for _, s := range n.Subnets {
		gateway, served := n.ServedBy(s.Zone)
		if address := seen.NATGateway(gateway).PublicIP(); served && address != "" {
			out.NATAddresses[s.Zone] = address
		}
	}
	return v1alpha1.PlatformStatus{Network: out}
}

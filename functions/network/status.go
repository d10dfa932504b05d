package network

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// status is what the network tells the user: what AWS made of it so far.
func status(n plan.Network, seen observed.View) v1alpha1.PlatformStatus {
	out := v1alpha1.NetworkStatus{
		VPCID:        seen.Status(name.VPC, "id"),
		CIDR:         seen.Status(name.VPC, "cidrBlock"),
		IPv6CIDR:     seen.Status(name.VPC, "ipv6CidrBlock"),
		SubnetIDs:    map[v1alpha1.Tier]map[v1alpha1.Zone]string{},
		NATAddresses: map[v1alpha1.Zone]string{},
	}
	for _, s := range n.Subnets {
		id := seen.Status(s.Key, "id")
		if id == "" {
			continue
		}
		if out.SubnetIDs[s.Tier] == nil {
			out.SubnetIDs[s.Tier] = map[v1alpha1.Zone]string{}
		}
		out.SubnetIDs[s.Tier][s.Zone] = id
	}
	for _, z := range n.Spec.Zones {
		gateway, served := n.ServedBy(z)
		if address := seen.Status(gateway, "publicIp"); served && address != "" {
			out.NATAddresses[z] = address
		}
	}
	return v1alpha1.PlatformStatus{Network: out}
}

package network

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

func TestSubnets(t *testing.T) {
	type subnet struct {
		CIDR, IPv6 string
		BlockedOn  plan.Blockers
	}
	unknown := plan.Blockers{{On: name.VPC, Field: "IPv6 block"}}
	block := observed.Resources{name.VPC: {Status: map[string]string{"ipv6CidrBlock": "2001:db8:1234:5600::/56"}}}
	cases := map[string]struct {
		reason string
		spec   map[string]any
		seen   observed.Resources
		want   map[name.Key]subnet
	}{
		"Drawing": {
			reason: "The defaults give the reference drawing, each subnet with the /64 of its own number.",
			spec:   map[string]any{},
			seen:   block,
			want: map[name.Key]subnet{
				"subnet-public-a":   {CIDR: "10.0.1.0/24", IPv6: "2001:db8:1234:5601::/64"},
				"subnet-public-b":   {CIDR: "10.0.2.0/24", IPv6: "2001:db8:1234:5602::/64"},
				"subnet-private-a":  {CIDR: "10.0.10.0/24", IPv6: "2001:db8:1234:560a::/64"},
				"subnet-private-b":  {CIDR: "10.0.11.0/24", IPv6: "2001:db8:1234:560b::/64"},
				"subnet-database-a": {CIDR: "10.0.20.0/24", IPv6: "2001:db8:1234:5614::/64"},
				"subnet-database-b": {CIDR: "10.0.21.0/24", IPv6: "2001:db8:1234:5615::/64"},
			},
		},
		"OtherZones": {
			reason: "A zone's subnets follow from its letter, whichever other zones there are.",
			spec:   map[string]any{"zones": []any{"f", "b"}, "network": map[string]any{"ipFamily": "IPv4", "cidr": "172.16.0.0/19"}},
			want: map[name.Key]subnet{
				"subnet-public-b":   {CIDR: "172.16.0.64/27"},
				"subnet-public-f":   {CIDR: "172.16.0.192/27"},
				"subnet-private-b":  {CIDR: "172.16.1.96/27"},
				"subnet-private-f":  {CIDR: "172.16.1.224/27"},
				"subnet-database-b": {CIDR: "172.16.2.160/27"},
				"subnet-database-f": {CIDR: "172.16.3.32/27"},
			},
		},
		"BlockUnknown": {
			reason: "In dual stack a subnet waits for the block that AWS gives the VPC.",
			spec:   map[string]any{"network": map[string]any{"subnets": map[string]any{"public": map[string]any{"a": "10.0.100.0/24"}}}},
			want: map[name.Key]subnet{
				"subnet-public-a":   {CIDR: "10.0.100.0/24", BlockedOn: unknown},
				"subnet-public-b":   {CIDR: "10.0.2.0/24", BlockedOn: unknown},
				"subnet-private-a":  {CIDR: "10.0.10.0/24", BlockedOn: unknown},
				"subnet-private-b":  {CIDR: "10.0.11.0/24", BlockedOn: unknown},
				"subnet-database-a": {CIDR: "10.0.20.0/24", BlockedOn: unknown},
				"subnet-database-b": {CIDR: "10.0.21.0/24", BlockedOn: unknown},
			},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := map[name.Key]subnet{}
			for _, s := range network(t, tc.spec, tc.seen).Subnets {
				v := subnet{CIDR: s.CIDR.String(), BlockedOn: s.BlockedOn}
				if s.IPv6.IsValid() {
					v.IPv6 = s.IPv6.String()
				}
				got[s.Key] = v
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nNew(...).Subnets: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

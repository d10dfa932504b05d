package e2e

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
)

// TestLateIPv6 delays the IPv6 CIDR block of a VPC, for a new platform and for
// one that had IPv4 alone. Both report that they wait for it, and no resource
// is replaced when it arrives.
func TestLateIPv6(t *testing.T) {
	p := connect(t)
	lift := p.order("withhold", "VPC: [ipv6CidrBlock, ipv6AssociationId]")
	defer lift()
	fresh, old := p.example("minimal/claim.yaml", p.namespace("late"), "fresh"), p.example("minimal/claim.yaml", "late", "old")
	fresh.apply()
	old.set("IPv4", "network", "ipFamily")
	old.ready(long, "the platform with IPv4 becomes ready: it waits for no block")
	stands := old.identities()
	old.set("DualStack", "network", "ipFamily")

	// Resources that do not exist wait, and are first in the message, because
	// they are the cause of the others. Existing ones are unchanged.
	fresh.says("subnet-database-a waits for the IPv6 block of the VPC")
	old.says("subnet-database-a is unchanged while it waits for the IPv6 block of the VPC")
	for key := range fresh.resources() {
		if strings.HasPrefix(key, "subnet-") {
			t.Errorf("%s was created without its IPv6 block", key)
		}
	}
	if status, _ := condition(fresh.now(), "Ready"); status != "False" {
		t.Errorf("Ready of a platform without subnets is %s", status)
	}
	old.unchanged(stands)
	waiting := fresh.identities()

	lift()
	fresh.ready(long, "the new platform is ready once AWS has reported the block")
	old.ready(long, "so is the other one")
	fresh.unchanged(waiting)
	old.unchanged(stands)
	fresh.addressed()
	old.addressed()
	p.emptied(fresh.delete())
	p.emptied(old.delete())
}

// says returns once the claim's message about its network begins with the given
// one.
func (f *platform) says(what string) {
	f.t.Helper()
	f.await(soon, "the message of the claim begins with: "+what, func() string {
		o := f.now()
		if _, message := condition(o, "NetworkReady"); reason(o, "NetworkReady") != "Waiting" || !strings.HasPrefix(message, what) {
			return fmt.Sprintf("NetworkReady is %s: %s", reason(o, "NetworkReady"), message)
		}
		return ""
	})
}

// addressed fails if a subnet has no CIDR block of its own in that of the VPC.
func (f *platform) addressed() {
	f.t.Helper()
	all := f.resources()
	vpc, err := netip.ParsePrefix(at(all["vpc"], "status", "atProvider", "ipv6CidrBlock"))
	if err != nil {
		f.t.Errorf("the VPC has no IPv6 block: %v", err)
	}
	taken := map[netip.Prefix]string{}
	for key, o := range all {
		if !strings.HasPrefix(key, "subnet-") {
			continue
		}
		block, err := netip.ParsePrefix(at(o, "status", "atProvider", "ipv6CidrBlock"))
		if err != nil || block.Bits() != 64 || !vpc.Overlaps(block) || taken[block] != "" {
			f.t.Errorf("%s has the block %s in %s, which %q has too: %v", key, block, vpc, taken[block], err)
		}
		taken[block] = key
	}
	if len(taken) != 6 {
		f.t.Errorf("%d subnets have blocks, not 6", len(taken))
	}
}

package e2e

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
)

// TestLateIPv6 has the block of a VPC arrive long after the VPC, on a platform
// that is new and on one that had IPv4 alone. Both say what they wait for, and
// nothing is made anew when it comes.
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

	// What does not exist waits, and comes first in the message: all else follows
	// from it. What exists stays.
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
	fresh.ready(long, "the new platform is ready once AWS has told the block")
	old.ready(long, "so is the other one")
	fresh.unchanged(waiting)
	old.unchanged(stands)
	fresh.addressed()
	old.addressed()
	p.emptied(fresh.delete())
	p.emptied(old.delete())
}

// says returns once this is the first that the claim says of its network.
func (f *platform) says(what string) {
	f.t.Helper()
	f.await(soon, "the claim says first: "+what, func() string {
		o := f.now()
		if _, message := condition(o, "NetworkReady"); reason(o, "NetworkReady") != "Waiting" || !strings.HasPrefix(message, what) {
			return fmt.Sprintf("NetworkReady is %s: %s", reason(o, "NetworkReady"), message)
		}
		return ""
	})
}

// addressed fails where a subnet has no block of its own in that of the VPC.
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

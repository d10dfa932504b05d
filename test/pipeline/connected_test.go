package pipeline

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// ways returns the gateways of each subnet's default routes: by subnet,
// destination and the key of the gateway.
func ways(t *testing.T, p platform) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	for _, a := range p.of("RouteTableAssociation") {
		subnet := key(p.referred(forProvider(a), "subnetId"))
		table := p.referred(forProvider(a), "routeTableId")
		if out[subnet] != nil {
			t.Errorf("%s has two route tables", subnet)
		}
		out[subnet] = map[string]string{}
		for _, r := range p.of("Route") {
			if p.referred(forProvider(r), "routeTableId").GetName() != table.GetName() {
				continue
			}
			destination, gateway := leads(p, r)
			out[subnet][destination] = gateway
		}
	}
	return out
}

func leads(p platform, route *unstructured.Unstructured) (destination, gateway string) {
	f := forProvider(route)
	for _, d := range []string{"destinationCidrBlock", "destinationIpv6CidrBlock"} {
		if s, ok := f[d].(string); ok {
			destination = s
		}
	}
	for _, g := range []string{"gatewayId", "egressOnlyGatewayId", "natGatewayId"} {
		if to := p.referred(f, g); to != nil {
			gateway = key(to)
		}
	}
	return destination, gateway
}

// TestConnectedAsDrawn follows the routes of every subnet of every settled
// platform to the gateway of its traffic.
func TestConnectedAsDrawn(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			last := turns[len(turns)-1]
			p := platform(last.Result.Resources)
			if len(p.of("InternetGateway")) == 0 {
				return // The owner of an adopted network decides about its routes.
			}
			spec, _, _ := unstructured.NestedMap(last.Composite.Object, "spec", "network")
			mode, _, _ := unstructured.NestedString(spec, "nat", "mode")
			ipv6 := spec["ipFamily"] == "DualStack"
			led := ways(t, p)
			for _, s := range p.of("Subnet") {
				tier, zone := strings.Split(key(s), "-")[1], strings.Split(key(s), "-")[2]
				way, ok := led[key(s)]
				if !ok {
					t.Errorf("%s has no route table of its own", key(s))
				}
				expect(t, key(s), tier, zone, mode, ipv6, way)
			}
		})
	}
}

// anyNATGateway is the prefix of their keys. A single one may be in any zone.
const anyNATGateway = "nat-gateway-"

func expect(t *testing.T, subnet, tier, zone, mode string, ipv6 bool, way map[string]string) {
	t.Helper()
	want := map[string]string{}
	switch tier {
	case "public":
		want["0.0.0.0/0"] = "internet-gateway"
		if ipv6 {
			want["::/0"] = "internet-gateway"
		}
	case "private":
		switch mode {
		case "PerZone":
			want["0.0.0.0/0"] = anyNATGateway + zone
		case "Single":
			want["0.0.0.0/0"] = anyNATGateway
		}
		if ipv6 {
			want["::/0"] = "egress-only-gateway"
		}
	}
	for destination, gateway := range way {
		if want[destination] == anyNATGateway && strings.HasPrefix(gateway, anyNATGateway) {
			gateway = anyNATGateway
		}
		if want[destination] != gateway {
			t.Errorf("%s reaches %s through %q, want %q", subnet, destination, gateway, want[destination])
		}
		delete(want, destination)
	}
	for destination := range want {
		t.Errorf("%s does not reach %s", subnet, destination)
	}
}

// TestRequestsArrive follows requests from the load balancer of every settled
// platform to the target groups: it is in every zone, each rule forwards to an
// existing group, and security groups allow it to reach the group's port in
// every zone.
func TestRequestsArrive(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			last := turns[len(turns)-1]
			p := platform(last.Result.Resources)
			if len(p.of("LB")) == 0 {
				return
			}
			zones, _, _ := unstructured.NestedStringSlice(last.Composite.Object, "spec", "zones")
			subnets, _ := forProvider(p.of("LB")[0])["subnets"].([]any)
			if len(subnets) != len(zones) {
				t.Errorf("the load balancer is in %d of %d zones", len(subnets), len(zones))
			}
			_, out := openings(t, p)
			groups := map[string]bool{}
			for _, g := range platform(last.Observed).of("LBTargetGroup") {
				arn, _, _ := unstructured.NestedString(g.Object, "status", "atProvider", "arn")
				groups[arn] = true
				if n := zonesReached(out, key(g), fmt.Sprint(forProvider(g)["port"]), len(zones)); n != len(zones) {
					t.Errorf("%s can be reached in %d of %d zones", key(g), n, len(zones))
				}
			}
			for _, r := range append(p.of("LBListenerRule"), p.of("LBListener")...) {
				walk("spec", r.Object["spec"], func(path string, v any) {
					if strings.HasSuffix(path, "targetGroupArn") && !groups[fmt.Sprint(v)] {
						t.Errorf("%s forwards to a group that does not exist: %v", key(r), v)
					}
				})
			}
		})
	}
}

// zonesReached returns the number of zones in which the load balancer reaches a
// target group: in all of them by the security group of its tasks, or in each
// by its CIDR block.
func zonesReached(out []opening, group, port string, zones int) int {
	byBlock, ports := 0, "tcp "+port+"-"+port
	for _, o := range out {
		service := strings.TrimPrefix(o.peer, tasks)
		switch {
		case o.group != balancer || o.ports != ports:
		case strings.Contains(o.peer, "/"):
			byBlock++
		case strings.HasPrefix(group, "target-group-"+service+"-"+port):
			return zones
		}
	}
	return byBlock
}

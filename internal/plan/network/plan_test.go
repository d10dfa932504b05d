package network

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestRoutes(t *testing.T) {
	n := network(t, map[string]any{}, nil)
	got := map[name.Key]name.Key{}
	for _, r := range n.Routes {
		got[r.Key] = r.InternetGateway + r.EgressOnlyGateway + r.NATGateway
	}
	want := map[name.Key]name.Key{
		"default-route-ipv4-route-table-public":    "internet-gateway",
		"default-route-ipv6-route-table-public":    "internet-gateway",
		"default-route-ipv4-route-table-private-a": "nat-gateway-a",
		"default-route-ipv6-route-table-private-a": "egress-only-gateway",
		"default-route-ipv4-route-table-private-b": "nat-gateway-b",
		"default-route-ipv6-route-table-private-b": "egress-only-gateway",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("each table has one way out for each family, and the database table none: -want, +got:\n%s", diff)
	}
}

func TestAssociations(t *testing.T) {
	n := network(t, map[string]any{"zones": []any{"a", "c"}}, nil)
	got := map[name.Key]name.Key{}
	for _, a := range n.Associations {
		if _, twice := got[a.Subnet]; twice {
			t.Errorf("subnet %s is associated twice", a.Subnet)
		}
		got[a.Subnet] = a.Table
	}
	want := map[name.Key]name.Key{
		"subnet-public-a":   "route-table-public",
		"subnet-public-c":   "route-table-public",
		"subnet-private-a":  "route-table-private-a",
		"subnet-private-c":  "route-table-private-c",
		"subnet-database-a": "route-table-database",
		"subnet-database-c": "route-table-database",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("every subnet has exactly one table: -want, +got:\n%s", diff)
	}
}

func TestEndpoints(t *testing.T) {
	n := network(t, map[string]any{"zones": []any{"a", "b"}, "network": map[string]any{"endpoints": []any{"s3", "ecr"}}}, nil)
	want := []Endpoint{
		{
			Key: "endpoint-ecr-api", Service: "ecr.api", ServiceName: "com.amazonaws.eu-central-1.ecr.api",
			In: []Tie{
				{Key: "endpoint-ecr-api-subnet-private-a", To: "subnet-private-a"},
				{Key: "endpoint-ecr-api-subnet-private-b", To: "subnet-private-b"},
			},
		},
		{
			Key: "endpoint-ecr-dkr", Service: "ecr.dkr", ServiceName: "com.amazonaws.eu-central-1.ecr.dkr",
			In: []Tie{
				{Key: "endpoint-ecr-dkr-subnet-private-a", To: "subnet-private-a"},
				{Key: "endpoint-ecr-dkr-subnet-private-b", To: "subnet-private-b"},
			},
		},
		{
			Key: "endpoint-s3", Service: "s3", ServiceName: "com.amazonaws.eu-central-1.s3", Gateway: true,
			In: []Tie{
				{Key: "endpoint-s3-route-table-private-a", To: "route-table-private-a"},
				{Key: "endpoint-s3-route-table-private-b", To: "route-table-private-b"},
			},
		},
	}
	if diff := cmp.Diff(want, n.Endpoints); diff != "" {
		t.Errorf("gateways are routes in the private tables, interfaces stand in the private subnets: -want, +got:\n%s", diff)
	}
}

func TestEndpointsGroupLeavesLast(t *testing.T) {
	ready := observed.Resource{Ready: true}
	seen := observed.Resources{
		name.EndpointsGroup: {}, name.EndpointsGroupIngress: {}, routeOf("a"): ready, routeOf("b"): ready,
	}
	if n := network(t, map[string]any{}, seen); !slices.Contains(n.Draining, name.EndpointsGroup) {
		t.Error("AWS does not delete a group in use: want it kept while the interfaces leave")
	}
	delete(seen, name.EndpointsGroupIngress)
	if n := network(t, map[string]any{}, seen); len(n.Draining) > 0 {
		t.Errorf("with the interfaces gone, want the group to leave, got %v", n.Draining)
	}
}

func TestEndpointsStayUntilGatewaysServe(t *testing.T) {
	ready := observed.Resource{Ready: true}
	seen := observed.Resources{"endpoint-logs": ready, "endpoint-logs-subnet-private-a": ready, name.EndpointsGroup: ready, name.EndpointsGroupIngress: ready}
	want := []name.Key{name.EndpointsGroup, "endpoint-logs", "endpoint-logs-subnet-private-a", name.EndpointsGroupIngress}
	if diff := cmp.Diff(want, network(t, map[string]any{}, seen).Draining); diff != "" {
		t.Errorf("nothing private could reach AWS while the gateways are made: -want, +got:\n%s", diff)
	}
	seen[routeOf("a")], seen[routeOf("b")] = ready, ready
	if diff := cmp.Diff(want[:1], network(t, map[string]any{}, seen).Draining); diff != "" {
		t.Errorf("with every zone served the endpoints leave, their group last: -want, +got:\n%s", diff)
	}
}

func TestPrivateDNSComesLast(t *testing.T) {
	ready := observed.Resource{Ready: true}
	spec := map[string]any{"network": map[string]any{"endpoints": []any{"logs"}}}
	seen := observed.Resources{
		"endpoint-logs": {}, "endpoint-logs-security-group": ready, name.EndpointsGroupIngress: ready, "endpoint-logs-subnet-private-a": ready,
	}
	if network(t, spec, seen).Endpoints[0].PrivateDNS {
		t.Error("the service's name would lead nowhere in a zone without an interface: want it left alone")
	}
	seen["endpoint-logs-subnet-private-b"] = ready
	if !network(t, spec, seen).Endpoints[0].PrivateDNS {
		t.Error("with an interface in every zone, want the endpoint to take over the service's name")
	}
	if !network(t, spec, observed.Resources{"endpoint-logs": {Spec: map[string]string{"privateDnsEnabled": "true"}}}).Endpoints[0].PrivateDNS {
		t.Error("what is not known takes no name back")
	}
}

func TestEncryption(t *testing.T) {
	arn := "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	own := map[string]any{"encryption": map[string]any{"kmsKeyArn": arn}}
	n := network(t, own, nil)
	if n.Encryption != nil || n.FlowLogGroup.Key.ARN != arn {
		t.Errorf("a key that the claim brings takes the place of the platform's: got %v, %v", n.Encryption, n.FlowLogGroup.Key)
	}
	if _, err := New(plantest.Platform(t, own), live.Of(observed.Resources{name.EncryptionKey: {}})); err == nil || !strings.Contains(err.Error(), "already encrypts with a key of its own") {
		t.Errorf("the key that a platform encrypted with must not be dropped: got error %v", err)
	}
}

func TestNamesStayAsObserved(t *testing.T) {
	n := network(t, map[string]any{}, observed.Resources{
		name.FlowLogRole:     {ExternalName: "an-older-name"},
		name.EncryptionAlias: {ExternalName: "an-older-alias"},
	})
	got := []string{n.FlowLogs.Role, n.Encryption.Alias, n.FlowLogGroup.Name}
	want := []string{"an-older-name", "an-older-alias", "/xplatform/farmers-abc123/flow-log"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names that AWS knows are never changed: -want, +got:\n%s", diff)
	}
}

func TestRetained(t *testing.T) {
	stores := []name.Key{
		"association-subnet-database-a", "association-subnet-database-b",
		"encryption-alias", "encryption-key",
		"route-table-database", "subnet-database-a", "subnet-database-b", "vpc",
	}
	edge := []name.Key{
		"association-subnet-public-a", "association-subnet-public-b",
		"default-route-ipv4-route-table-public", "default-route-ipv6-route-table-public",
		"internet-gateway", "route-table-public", "subnet-public-a", "subnet-public-b", "vpc",
	}
	cases := map[string]struct {
		reason string
		spec   map[string]any
		want   []name.Key
	}{
		"NothingToProtect": {
			reason: "A network alone holds no data.",
			spec:   map[string]any{},
		},
		"Store": {
			reason: "A protected store keeps all that it cannot be without.",
			spec:   map[string]any{"cache": map[string]any{}},
			want:   stores,
		},
		"StoreUnprotected": {
			reason: "Protection can be switched off for one store.",
			spec:   map[string]any{"database": map[string]any{"deletionProtection": false}},
		},
		"AllUnprotected": {
			reason: "And for everything.",
			spec:   map[string]any{"deletionProtection": false, "search": map[string]any{}},
		},
		"OneProtected": {
			reason: "A store can be protected where nothing else is.",
			spec:   map[string]any{"deletionProtection": false, "search": map[string]any{"deletionProtection": true}},
			want:   stores,
		},
		"InternalEdge": {
			reason: "An internal one stands in the private subnets.",
			spec: map[string]any{"edge": map[string]any{
				"scheme": "Internal", "certificateArn": plantest.CertificateARN,
			}},
			want: []name.Key{
				"association-subnet-private-a", "association-subnet-private-b", "route-table-private-a", "route-table-private-b",
				"subnet-private-a", "subnet-private-b", "vpc",
			},
		},
		"Edge": {
			reason: "A protected load balancer keeps its way to the internet.",
			spec:   map[string]any{"edge": map[string]any{"certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"}},
			want:   edge,
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := slices.Sorted(maps.Keys(network(t, tc.spec, nil).Retained))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nNew(...).Retained: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestAdopted(t *testing.T) {
	ids := func(prefix string) map[string]any {
		return map[string]any{"a": "subnet-0000000" + prefix + "a", "b": "subnet-0000000" + prefix + "b"}
	}
	n := network(t, map[string]any{"network": map[string]any{"existing": map[string]any{
		"vpcId":     "vpc-0123456789abcdef0",
		"subnetIds": map[string]any{"public": ids("1"), "private": ids("2"), "database": ids("3")},
	}}}, nil)
	if !n.VPC.Adopted() || len(n.Subnets) != 6 {
		t.Errorf("want the VPC and six subnets adopted, got %+v, %d", n.VPC, len(n.Subnets))
	}
	if made := len(n.Routes) + len(n.RouteTables) + len(n.NATGateways) + len(n.Endpoints); made > 0 || n.FlowLogs != nil {
		t.Errorf("nothing of an adopted network is made: got %+v", n)
	}
}

// network plans what a claim with the given spec stands for.
func network(t *testing.T, spec map[string]any, seen observed.Resources) Plan {
	t.Helper()
	n, err := New(plantest.Platform(t, spec), live.Of(seen))
	if err != nil {
		t.Fatalf("New(...): %v", err)
	}
	return n
}

package outline

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

const cases = "../../test/pipeline/cases"

// rendered reads the resources of a case as they are rendered.
func rendered(t *testing.T, name string) (*unstructured.Unstructured, []*unstructured.Unstructured) {
	t.Helper()
	resources, composite, err := render.ReadObserved(filepath.Join(cases, name, "want.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return composite, resources
}

func TestReadFarmers(t *testing.T) {
	composite, resources := rendered(t, "farmers")
	p := Read(composite, resources, nil)

	want := []string{
		"platform farmers (farmers-e0fb4) in eu-central-1, 158 resources",
		"vpc 10.0.0.0/16, zones [a b]",
		"subnet-public-a 10.0.1.0/24 [{0.0.0.0/0 internet-gateway} {::/0 internet-gateway}]",
		"subnet-public-b 10.0.2.0/24 [{0.0.0.0/0 internet-gateway} {::/0 internet-gateway}]",
		"subnet-private-a 10.0.10.0/24 [{0.0.0.0/0 nat-gateway-a} {::/0 egress-only-gateway}]",
		"subnet-private-b 10.0.11.0/24 [{0.0.0.0/0 nat-gateway-b} {::/0 egress-only-gateway}]",
		"subnet-database-a 10.0.20.0/24 []",
		"subnet-database-b 10.0.21.0/24 []",
		"nat-gateway-a 198.51.100.192",
		"nat-gateway-b 198.51.100.149",
		"endpoint s3 Gateway",
		"load balancer farmers-coyvzd public [a b]",
		"HTTP 80 redirect HTTPS:443",
		"HTTPS 443 response 404",
		"[/api/farmers/*] [{target-group-registration-3000 registration 3000 1}]",
		"[/api/search/*] [{target-group-search-3001 search 3001 1}]",
		"[/socket.io/*] [{target-group-chat-3002 chat 3002 1}]",
		"[/api/chat/*] [{target-group-chat-3002 chat 3002 1}]",
		"[/*] [{target-group-frontend-80 frontend 80 1}]",
		"service chat registry.example.org/farmers/chat:1.4.0 port 3002, 256/512, 2-10 tasks, [a b], target-group-chat-3002",
		"service frontend registry.example.org/farmers/frontend:1.4.0 port 80, 256/512, 2-10 tasks, [a b], target-group-frontend-80",
		"service registration registry.example.org/farmers/registration:1.4.0 port 3000, 256/512, 2-10 tasks, [a b], target-group-registration-3000",
		"service search registry.example.org/farmers/search:1.4.0 port 3001, 256/512, 2-10 tasks, [a b], target-group-search-3001",
		"database postgres 17.4 db.m7g.large x2 100 GiB :5432 [a b]",
		"cache redis 7.1.0 cache.m7g.large x2 0 GiB :6379 [a b]",
		"search opensearch 2.19 r7g.large.search x2 100 GiB :443 [a b]",
	}
	if diff := cmp.Diff(want, lines(p)); diff != "" {
		t.Errorf("Read(farmers): -want, +got:\n%s", diff)
	}
}

// lines describes a platform, a resource a line.
func lines(p *Platform) []string {
	out := []string{
		fmt.Sprintf("platform %s (%s) in %s, %d resources", p.Name, p.Composite, p.Region, p.Resources),
		fmt.Sprintf("vpc %s, zones %v", p.Network.VPC.CIDR, p.Network.Zones),
	}
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, tier := range p.Network.Tiers {
		for _, s := range tier.Subnets {
			add("%s %s %v", s.Key, s.CIDR, s.Routes)
		}
	}
	for _, g := range p.Network.NATGateways {
		add("%s %s", g.Key, g.Address)
	}
	for _, e := range p.Network.Endpoints {
		add("endpoint %s %s", e.Service, e.Type)
	}
	if lb := p.LoadBalancer; lb != nil {
		add("load balancer %s %s %v", lb.Name, lb.Tier, lb.Zones)
		for _, l := range lb.Listeners {
			if l.Default.Redirect != "" {
				add("%s %d redirect %s", l.Protocol, l.Port, l.Default.Redirect)
			} else {
				add("%s %d response %s", l.Protocol, l.Port, l.Default.Response)
			}
			for _, r := range l.Rules {
				add("%v %v", r.Paths, r.Action.Forward)
			}
		}
	}
	for _, s := range p.Services {
		add("service %s %s port %d, %d/%d, %d-%d tasks, %v, %s", s.Name, s.Image, s.Port, s.CPU, s.Memory, s.Min, s.Max, s.Zones, s.TargetGroups[0].Key)
	}
	for _, s := range p.Stores {
		add("%s %s %s %s x%d %d GiB :%d %v", s.Kind, s.Engine, s.Version, s.Class, s.Nodes, s.StorageGiB, s.Port, s.Zones)
	}
	return out
}

func TestOpeningsOfFarmers(t *testing.T) {
	composite, resources := rendered(t, "farmers")
	openings := Read(composite, resources, nil).Openings
	got := make([]string, 0, len(openings))
	for _, o := range openings {
		if o.From.Kind != PeerCIDR && o.To.Kind != PeerCIDR && (o.Ingress == "" || o.Egress == "") {
			t.Errorf("one side has no rule for %s → %s", o.From, o.To)
		}
		got = append(got, fmt.Sprintf("%s → %s %s %d", o.From, o.To, o.Protocol, o.FirstPort))
	}
	want := []string{
		"0.0.0.0/0 → load balancer tcp 80", "0.0.0.0/0 → load balancer tcp 443",
		"::/0 → load balancer tcp 80", "::/0 → load balancer tcp 443",
		"load balancer → service chat tcp 3002", "load balancer → service frontend tcp 80",
		"load balancer → service registration tcp 3000", "load balancer → service search tcp 3001",
		"service chat → 0.0.0.0/0 tcp 443", "service chat → ::/0 tcp 443",
		"service chat → cache tcp 6379", "service chat → database tcp 5432",
		"service frontend → 0.0.0.0/0 tcp 443", "service frontend → ::/0 tcp 443",
		"service registration → 0.0.0.0/0 tcp 443", "service registration → ::/0 tcp 443",
		"service registration → cache tcp 6379", "service registration → database tcp 5432",
		"service search → 0.0.0.0/0 tcp 443", "service search → ::/0 tcp 443",
		"service search → database tcp 5432", "service search → search tcp 443",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("openings of farmers: -want, +got:\n%s", diff)
	}
}

// TestReadNeverPanics replaces each value of a platform by one of another type.
func TestReadNeverPanics(t *testing.T) {
	for _, name := range []string{"farmers", "existing-network"} {
		composite, resources := rendered(t, name)
		kinds := map[string]bool{}
		for _, o := range append([]*unstructured.Unstructured{composite}, resources...) {
			if kinds[o.GetKind()] {
				continue // One of each kind takes a second, all of them a quarter of a minute.
			}
			kinds[o.GetKind()] = true
			every(o.Object, func() { Read(composite, resources, resources) }, 0)
		}
	}
}

// every calls f with each field of a tree replaced in turn. Fields below metadata
// stay: Kubernetes guarantees their types.
func every(m map[string]any, f func(), depth int) {
	for k, v := range m {
		if depth == 0 && k != "spec" && k != "status" {
			continue
		}
		for _, other := range []any{nil, "text", int64(7), []any{}, []any{"x"}, map[string]any{}} {
			m[k] = other
			f()
		}
		m[k] = v
		if child, ok := v.(map[string]any); ok && depth < 2 {
			every(child, f, depth+1)
		}
	}
}

func TestItemState(t *testing.T) {
	condition := func(kind, status, message string) any {
		return map[string]any{"type": kind, "status": status, "message": message}
	}
	cases := map[string]struct {
		reason     string
		conditions []any
		want       Item
	}{
		"Ready":    {"The provider says that it is ready.", []any{condition("Synced", "True", ""), condition("Ready", "True", "")}, Item{Key: "vpc", State: Ready}},
		"Creating": {"A resource that is not ready yet waits.", []any{condition("Ready", "False", "creating")}, Item{Key: "vpc", State: Waiting, Message: "creating"}},
		"Failing":  {"A failure of the provider comes first.", []any{condition("Ready", "True", ""), condition("Synced", "False", "AccessDenied")}, Item{Key: "vpc", State: Failing, Message: "AccessDenied"}},
		"Nothing":  {"A resource without conditions waits for the provider.", nil, Item{Key: "vpc", State: Waiting}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			vpc := &unstructured.Unstructured{Object: map[string]any{"kind": "VPC", "status": map[string]any{"conditions": tc.conditions}}}
			vpc.SetAnnotations(map[string]string{annotationKey: "vpc"})
			all := []*unstructured.Unstructured{vpc}
			got := Read(&unstructured.Unstructured{Object: map[string]any{}}, all, all).Network.VPC.Item
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

package pipeline

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// An opening describes one security group rule: its group, its ports, and its
// peer.
type opening struct {
	group, peer string // keys; the peer of a rule by CIDR block is that block
	ports       string
}

// The ends of edges.
const (
	balancer = "load-balancer-security-group"
	tasks    = "service-security-group-"
)

// storeGroups are the security groups of stores, with the names of the stores
// in claims.
var storeGroups = map[string]string{"database-security-group": "database", "cache-security-group": "cache", "search-security-group": "search"}

// openings returns the rules of all security groups, by direction.
func openings(t *testing.T, p platform) (in, out []opening) {
	t.Helper()
	for _, r := range p.of("SecurityGroupRule") {
		f := forProvider(r)
		group := p.referred(f, "securityGroupId")
		if group == nil {
			t.Errorf("%s belongs to no security group", key(r))
			continue
		}
		e := opening{group: key(group), ports: fmt.Sprint(f["protocol"], " ", f["fromPort"], "-", f["toPort"])}
		if peer := p.referred(f, "sourceSecurityGroupId"); peer != nil {
			e.peer = key(peer)
		} else {
			for _, blocks := range []string{"cidrBlocks", "ipv6CidrBlocks"} {
				if list, _ := f[blocks].([]any); len(list) > 0 {
					e.peer = fmt.Sprint(list[0])
				}
			}
		}
		if e.peer == "" {
			t.Errorf("%s has no peer", key(r))
		}
		if f["type"] == "ingress" {
			in = append(in, e)
			continue
		}
		out = append(out, e)
	}
	return in, out
}

// specOf returns the claim's own description of a service, by the key of its
// group.
func specOf(composite *unstructured.Unstructured, group string) map[string]any {
	services, _, _ := unstructured.NestedSlice(composite.Object, "spec", "services")
	i := slices.IndexFunc(services, func(s any) bool {
		return tasks+fmt.Sprint(s.(map[string]any)["name"]) == group
	})
	if i < 0 {
		return nil
	}
	return services[i].(map[string]any)
}

func texts(v any) []string {
	list, _ := v.([]any)
	out := make([]string, 0, len(list))
	for _, i := range list {
		out = append(out, fmt.Sprint(i))
	}
	return out
}

// TestOnlyWaysIn checks all edges between the security groups of every settled
// platform: only internet to load balancer to services to the stores that they
// use, and services to services that allow them, are open.
func TestOnlyWaysIn(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			turns := play(t, dir)
			last := turns[len(turns)-1]
			p := platform(last.Result.Resources)
			in, out := openings(t, p)
			for _, e := range in {
				if why := forbidden(last.Composite, e); why != "" {
					t.Errorf("%s allows %s at %s: %s", e.group, e.peer, e.ports, why)
				}
			}
			bothEndsOpen(t, in, out)
			walked := reached(in, out)
			for _, g := range p.of("SecurityGroup") {
				spec := specOf(last.Composite, key(g))
				asked := len(texts(spec["paths"]))+len(texts(spec["hosts"])) > 0
				if asked && !walked[key(g)] {
					t.Errorf("no request from the internet reaches %s", key(g))
				}
				for _, store := range texts(spec["uses"]) {
					group := store + "-security-group"
					if !slices.ContainsFunc(in, func(e opening) bool { return e.group == group && e.peer == key(g) }) {
						t.Errorf("%s uses %s, which does not allow it", key(g), store)
					}
				}
			}
		})
	}
}

// forbidden returns the reason why an edge into a group must not be open, or an
// empty string.
func forbidden(composite *unstructured.Unstructured, e opening) string {
	byBlock := strings.Contains(e.peer, "/")
	switch store, isStore := storeGroups[e.group]; {
	case e.group == balancer:
		if !byBlock || e.ports != "tcp 80-80" && e.ports != "tcp 443-443" {
			return "the load balancer is for clients, at 80 and 443"
		}
	case strings.HasPrefix(e.group, tasks):
		spec := specOf(composite, e.group)
		admitted, _, _ := unstructured.NestedSlice(spec, "serviceConnect", "allowFrom")
		if e.peer != balancer && !slices.Contains(texts(admitted), strings.TrimPrefix(e.peer, tasks)) {
			return "only the load balancer and services that it admits may call a service"
		}
		if want := fmt.Sprintf("tcp %v-%[1]v", spec["port"]); e.ports != want {
			return "it answers at " + want
		}
	case isStore:
		if byBlock || !slices.Contains(texts(specOf(composite, e.peer)["uses"]), store) {
			return "only services that use a store reach it"
		}
	case e.group == "endpoints-security-group":
		if e.ports != "tcp 443-443" {
			return "endpoints answer at 443"
		}
	default:
		return "nothing is known of this group"
	}
	return ""
}

// bothEndsOpen proves that egress rules between groups match ingress rules: an
// edge that is open at one end only is a mistake.
func bothEndsOpen(t *testing.T, in, out []opening) {
	t.Helper()
	known := map[string]bool{}
	for _, e := range slices.Concat(in, out) {
		known[e.group] = true
	}
	for _, e := range out {
		back := opening{group: e.peer, peer: e.group, ports: e.ports}
		if !strings.Contains(e.peer, "/") && !slices.Contains(in, back) {
			t.Errorf("%s may connect to %s at %s, which does not allow it", e.group, e.peer, e.ports)
		}
	}
	for _, e := range in {
		back := opening{group: e.peer, peer: e.group, ports: e.ports}
		byBlock := strings.Contains(e.peer, "/") || slices.ContainsFunc(out, func(o opening) bool {
			return o.group == e.peer && o.ports == e.ports && strings.Contains(o.peer, "/")
		})
		if !byBlock && !slices.Contains(out, back) {
			t.Errorf("%s allows %s at %s, which may not connect to it", e.group, e.peer, e.ports)
		}
	}
}

// reached returns the groups that a request from the internet can reach, one
// edge after the other, each open at both ends. Stores are reached only through
// a service.
func reached(in, out []opening) map[string]bool {
	seen := map[string]bool{}
	for _, e := range in {
		seen[e.group] = seen[e.group] || strings.Contains(e.peer, "/")
	}
	for grown := true; grown; {
		grown = false
		for _, e := range in {
			open := slices.ContainsFunc(out, func(o opening) bool {
				return o.group == e.peer && o.ports == e.ports && (o.peer == e.group || strings.Contains(o.peer, "/"))
			})
			if seen[e.peer] && open && !seen[e.group] {
				seen[e.group], grown = true, true
			}
		}
	}
	return seen
}

package summary

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/terminal"
)

// Write prints a platform as a tree: network, edge, services, stores and conditions.
func Write(w io.Writer, p *outline.Platform, s terminal.Style) error {
	t := tree{Style: s}
	root := &node{text: fmt.Sprintf("%s %s, %s", s.Bold("platform "+p.Name), s.Dim("("+p.Composite+")"), p.Region)}
	root.text += fmt.Sprintf(", %d resources", p.Resources)
	t.network(root, p)
	t.edge(root, p)
	t.services(root, p)
	t.stores(root, p)
	t.conditions(root, p)
	if n := len(p.Kept); n > 0 {
		root.add("on deletion of the platform: %d resources stay in AWS, %d are deleted", n, len(p.Removed))
	}
	return root.print(w)
}

// A tree has the style of its lines.
type tree struct{ terminal.Style }

// state returns what to add to the line of a resource that is not ready. In an account
// where nothing is observed all are planned, and nothing is added.
func (t tree) state(i outline.Item) string {
	note := ""
	switch i.State {
	case outline.Waiting:
		note = t.Yellow("waiting")
	case outline.Failing:
		note = t.Red("failing")
	case outline.Ready, outline.Planned:
		return ""
	}
	if i.Message != "" {
		note += ": " + i.Message
	}
	return "  " + note
}

func (t tree) network(root *node, p *outline.Platform) {
	n := p.Network
	text := joined(n.VPC.CIDR, n.VPC.IPv6CIDR, zones(n.Zones))
	if n.VPC.Adopted {
		text += ", the VPC exists and is not changed"
	}
	part := root.add("%s  %s%s", t.Bold("network"), text, t.state(n.VPC.Item))
	for _, tier := range n.Tiers {
		t.tier(part, tier)
	}
	if n.InternetGateway != nil {
		part.add("internet gateway%s", t.state(*n.InternetGateway))
	}
	for _, g := range n.NATGateways {
		part.add("NAT gateway %s  %s%s", g.Zone, g.Address, t.state(g.Item))
	}
	if n.EgressOnlyGateway != nil {
		part.add("egress-only internet gateway%s", t.state(*n.EgressOnlyGateway))
	}
	if len(n.Endpoints) > 0 {
		names := make([]string, 0, len(n.Endpoints))
		for _, e := range n.Endpoints {
			names = append(names, e.Service+t.state(e.Item))
		}
		part.add("VPC endpoints  %s", strings.Join(names, ", "))
	}
	if n.FlowLog != nil {
		part.add("flow log%s", t.state(*n.FlowLog))
	}
	if n.EncryptionKey != nil {
		part.add("encryption key%s", t.state(*n.EncryptionKey))
	}
}

// tier adds the subnets of a tier, and where their traffic leaves.
func (t tree) tier(part *node, tier outline.Tier) {
	below := part.add("%s", tier.Name)
	for _, s := range tier.Subnets {
		var routes []string
		for _, r := range s.Routes {
			if text := "→ " + r.Target; r.Target != "" && !slices.Contains(routes, text) {
				routes = append(routes, text)
			}
		}
		text := s.Zone + "  " + joined(cmp.Or(s.CIDR, s.ID), s.IPv6CIDR)
		if len(routes) > 0 {
			text += "  " + t.Dim(strings.Join(routes, "  "))
		}
		below.add("%s%s", text, t.state(s.Item))
	}
}

func (t tree) edge(root *node, p *outline.Platform) {
	lb := p.LoadBalancer
	if lb == nil {
		return
	}
	scheme := "internet-facing"
	if lb.Internal {
		scheme = "internal"
	}
	part := root.add("%s  load balancer %s, %s, zones %s%s", t.Bold("edge"), lb.Name, scheme, strings.Join(lb.Zones, " "), t.state(lb.Item))
	if lb.URL != "" {
		part.add("%s", lb.URL)
	}
	if len(lb.Domains) > 0 {
		part.add("DNS  %s", strings.Join(lb.Domains, ", "))
	}
	if lb.WebACL != "" {
		part.add("web ACL  %s", lb.WebACL)
	}
	for _, l := range lb.Listeners {
		below := part.add("%s :%d%s", l.Protocol, l.Port, t.state(l.Item))
		for _, r := range l.Rules {
			below.add("%s  → %s%s", strings.Join(append(slices.Clone(r.Hosts), r.Paths...), " "), r.Action, t.state(r.Item))
		}
		below.add("%s  → %s", t.Dim("everything else"), l.Default)
	}
}

package drawing

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// WriteMermaid writes a platform as a flowchart of Mermaid: tiers contain zones with
// their subnets. With states, resources have the colour of their state.
func WriteMermaid(w io.Writer, p *outline.Platform, states bool) error {
	l := &layout{p: p, s: &scene{states: states}}
	l.grid = l.newGrid()
	c := &chart{l: l, states: states}
	c.line(0, "flowchart TB")
	c.clients()
	c.open(1, "vpc", joined(" ", "VPC", c.l.vpcAddress()))
	for _, gate := range []*outline.Item{p.Network.InternetGateway, p.Network.EgressOnlyGateway} {
		if gate != nil {
			c.node(2, gate.Key, "([%s])", strings.ReplaceAll(gate.Key, "-", " "), gate)
		}
	}
	for _, tier := range []string{"public", "private", "database"} {
		c.tier(tier)
	}
	c.line(1, "end")
	c.edges()
	c.styles()
	_, err := w.Write(c.Bytes())
	return err
}

// A chart collects a flowchart.
type chart struct {
	bytes.Buffer

	l      *layout
	states bool

	// classes has the nodes of each state.
	classes map[string][]string
}

func (c *chart) line(depth int, format string, args ...any) {
	fmt.Fprintf(&c.Buffer, strings.Repeat("  ", depth)+format+"\n", args...)
}

// open begins a subgraph.
func (c *chart) open(depth int, id, text string) {
	c.line(depth, "subgraph %s[%s]", mermaidID(id), quoted(text))
}

// node adds a node, whose shape is a format around its text.
func (c *chart) node(depth int, id, shape, text string, i *outline.Item) {
	if i != nil && c.states {
		if c.classes == nil {
			c.classes = map[string][]string{}
		}
		class := stateClass(i.State)
		c.classes[class] = append(c.classes[class], mermaidID(id))
	}
	c.line(depth, "%s"+shape, mermaidID(id), quoted(text))
}

// mermaidID makes an identifier of a key: words such as end mean something else.
func mermaidID(key string) string {
	return "n_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, key)
}

// quoted makes a text safe inside of a node: its entities are those of Mermaid.
func quoted(text string) string {
	text = strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", " ").Replace(text)
	return `"` + strings.ReplaceAll(text, lineBreak, "<br>") + `"`
}

// lineBreak separates the lines of a node.
const lineBreak = "\x00"

func (c *chart) clients() {
	if c.l.p.LoadBalancer != nil {
		c.node(1, "clients", "([%s])", "clients", nil)
	}
}

func (c *chart) tier(name string) {
	p := c.l.p
	has := func(t outline.Tier) bool { return t.Name == name }
	if !slices.ContainsFunc(p.Network.Tiers, has) && len(c.l.contentOf(name)) == 0 {
		return
	}
	c.open(2, "tier-"+name, name)
	for _, t := range p.Network.Tiers {
		if t.Name == name {
			c.subnets(t)
		}
	}
	if lb := p.LoadBalancer; lb != nil && tierOf(lb) == name {
		c.loadBalancer(lb)
	}
	switch name {
	case "public":
		for _, g := range p.Network.NATGateways {
			c.node(3, g.Key, "([%s])", "NAT gateway "+g.Zone, &g.Item)
		}
	case "private":
		c.private()
	case "database":
		for _, st := range p.Stores {
			c.store(st)
		}
	}
	c.line(2, "end")
}

func (c *chart) subnets(t outline.Tier) {
	for _, sub := range t.Subnets {
		address := cmp.Or(c.l.subnetCIDR(sub), sub.ID)
		lines := append([]string{"zone " + sub.Zone + " " + address}, c.l.routeTexts(sub)...)
		c.node(3, sub.Key, "[%s]", strings.Join(lines, lineBreak), &sub.Item)
	}
}

func (c *chart) loadBalancer(lb *outline.LoadBalancer) {
	lines := []string{"load balancer"}
	for _, li := range lb.Listeners {
		lines = append(lines, fmt.Sprintf("%s :%d %s", li.Protocol, li.Port, li.Default))
		for _, r := range li.Rules {
			lines = append(lines, ruleText(r))
		}
	}
	c.node(3, "load-balancer", "[%s]", strings.Join(lines, lineBreak), &lb.Item)
}

func (c *chart) private() {
	for _, svc := range c.l.p.Services {
		cell := c.l.serviceCell(svc, "-")
		c.node(3, "service-"+svc.Name, "[%s]", strings.Join(append([]string{svc.Name}, cell.lines...), lineBreak), &svc.Item)
	}
	for _, f := range c.l.externalTargets() {
		c.node(3, f.TargetGroup, "[%s]", joined(lineBreak, f.Service, "targets of your own"), nil)
	}
	for _, e := range c.l.interfaceEndpoints() {
		c.node(3, e.Key, "[%s]", e.Service+" endpoint", &e.Item)
	}
}

// store adds a subgraph with the instances of a store.
func (c *chart) store(st outline.Store) {
	id := "store-" + st.Kind
	c.open(3, id, st.Kind+" "+c.l.storeText(st))
	for i, n := range nodesOf(st, c.l.p.Network.Zones) {
		c.node(4, fmt.Sprintf("%s-%d", id, i), "[(%s)]", n.text, &n.item)
	}
	if st.Withheld {
		c.node(4, id+"-0", "[(%s)]", "not created yet", nil)
	}
	c.line(3, "end")
}

// edges adds the connections that security groups allow between what is drawn.
func (c *chart) edges() {
	for _, o := range c.l.p.Openings {
		from, to := c.peer(o.From), c.peer(o.To)
		if o.To.Kind == outline.PeerLoadBalancer {
			from = mermaidID("clients")
		}
		if from == "" || to == "" {
			continue
		}
		edge := fmt.Sprintf("%s -->|%s| %s", from, quoted(portText(o)), to)
		if !slices.Contains(strings.Split(c.String(), "\n"), "  "+edge) {
			c.line(1, "%s", edge)
		}
	}
	for _, f := range c.l.externalTargets() {
		for _, port := range c.l.externalCell(f).ports {
			c.line(1, "%s -->|%s| %s", mermaidID("load-balancer"), quoted(port), mermaidID(f.TargetGroup))
		}
	}
}

func (c *chart) peer(p outline.Peer) string {
	switch p.Kind {
	case outline.PeerService:
		return mermaidID("service-" + p.Name)
	case outline.PeerLoadBalancer:
		return mermaidID("load-balancer")
	case outline.PeerStore:
		return mermaidID("store-" + p.Name)
	case outline.PeerEndpoints, outline.PeerCIDR, outline.PeerPrefixList, outline.PeerGroup:
	}
	return ""
}

func (c *chart) styles() {
	colours := map[string]string{"ready": "#1a7f37", "waiting": "#d29300", "failing": "#cf222e"}
	for _, class := range []string{"ready", "waiting", "failing"} {
		if len(c.classes[class]) == 0 {
			continue
		}
		c.line(1, "classDef %s stroke:%s,stroke-width:2px", class, colours[class])
		c.line(1, "class %s %s", strings.Join(c.classes[class], ","), class)
	}
}

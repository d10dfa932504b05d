package drawing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// tier places the subnets of a tier, one in each zone, and what runs in them.
func (l *layout) tier(name string) {
	var subnets []outline.Subnet
	for _, t := range l.p.Network.Tiers {
		if t.Name == name {
			subnets = t.Subnets
		}
	}
	content := l.contentOf(name)
	if len(subnets) == 0 && len(content) == 0 {
		return
	}
	top := l.y
	boxes := l.subnets(subnets)
	for _, place := range content {
		place()
		l.y += pad
	}
	for _, b := range boxes {
		l.s.boxes[b].h = l.y - top
	}
	l.y += pad
}

// contentOf returns what places the bands of a tier.
func (l *layout) contentOf(tier string) []func() {
	var out []func()
	if lb := l.p.LoadBalancer; lb != nil && tier == tierOf(lb) {
		out = append(out, l.loadBalancer)
	}
	switch tier {
	case "private":
		if l.grid.rows() > 0 {
			out = append(out, l.services)
		}
		if len(l.interfaceEndpoints()) > 0 {
			out = append(out, l.endpoints)
		}
	case "database":
		for _, st := range l.p.Stores {
			out = append(out, func() { l.store(st) })
		}
	}
	return out
}

// tierOf returns the tier of the load balancer. While nothing is known of its subnets, it
// follows from its scheme.
func tierOf(lb *outline.LoadBalancer) string {
	if lb.Internal {
		return cmp.Or(lb.Tier, "private")
	}
	return cmp.Or(lb.Tier, "public")
}

// subnets places the subnets of a tier with their texts, all of the same height, and
// returns their boxes. Their height follows from what they contain.
func (l *layout) subnets(subnets []outline.Subnet) []int {
	var boxes []int
	height, top := 0, l.y
	for _, sub := range subnets {
		i := slices.IndexFunc(l.zones, func(c column) bool { return c.name == sub.Zone })
		if i < 0 {
			continue
		}
		z := l.zones[i]
		r := rect{z.x + pad, top, z.w - 2*pad, 0}
		b := l.s.item(z.box, r, "subnet in-"+tierOfSubnet(sub.Key), sub.Item, sub.Key+" "+sub.ID)
		boxes = append(boxes, b)
		height = max(height, l.subnet(b, r, sub))
	}
	l.y += height + pad
	return boxes
}

// tierOfSubnet returns the tier of a subnet: subnet-public-a is public.
func tierOfSubnet(key string) string {
	tier, _, _ := strings.Cut(strings.TrimPrefix(key, "subnet-"), "-")
	return tier
}

// subnet writes the texts of a subnet, and returns their height.
func (l *layout) subnet(b int, r rect, sub outline.Subnet) int {
	s, y := l.s, r.y+20
	name := tierOfSubnet(sub.Key) + " subnet"
	s.write(b, r.x+pad, y, strong, name, r.w/2)
	room := r.w - 3*pad - strong.width(name) - s.reserve()
	s.writeEnd(b, r.right()-pad-s.reserve(), y, normal, l.subnetCIDR(sub), room)
	lines := l.routeTexts(sub)
	switch {
	case l.subnetCIDR(sub) == "":
		lines = append([]string{sub.ID}, lines...)
	case s.states && sub.IPv6CIDR != "":
		lines = append([]string{sub.IPv6CIDR}, lines...)
	}
	for _, text := range lines {
		y += lineHeight
		s.write(b, r.x+pad, y, secondary, text, r.w-2*pad)
	}
	y += 6
	for _, g := range l.p.Network.NATGateways {
		if g.Zone == sub.Zone && tierOfSubnet(sub.Key) == "public" {
			l.natGateway(b, rect{r.x + pad, y + 4, r.w - 2*pad, 28}, g)
			y += 32
		}
	}
	return y - r.y
}

// subnetCIDR returns the CIDR block of a subnet. That of a subnet that exists is only known
// once it is observed.
func (l *layout) subnetCIDR(sub outline.Subnet) string {
	if l.p.Network.VPC.Adopted && !l.s.states {
		return ""
	}
	return sub.CIDR
}

func (l *layout) natGateway(parent int, r rect, g outline.NATGateway) {
	b := l.s.item(parent, r, "gateway", g.Item, g.Key)
	text := "NAT gateway " + g.Zone
	l.s.write(b, r.x+pad, r.y+18, normal, text, r.w-2*pad)
	if l.s.states && g.Address != "" {
		l.s.writeEnd(b, r.right()-pad-l.s.reserve(), r.y+18, secondary, g.Address, r.w-4*pad-normal.width(text))
	}
}

// routeTexts tells where the traffic of a subnet leaves the VPC.
func (l *layout) routeTexts(sub outline.Subnet) []string {
	out := make([]string, 0, len(sub.Routes))
	for _, r := range sub.Routes {
		to := r.Target
		switch zone, isNAT := strings.CutPrefix(to, "nat-gateway-"); {
		case isNAT:
			to = "NAT gateway " + zone
		case to == "egress-only-gateway":
			to = egressOnlyGateway
		case to == "internet-gateway":
			to = internetGateway
		case to == "":
			to = "a gateway that is not known yet"
		}
		out = append(out, fmt.Sprintf("%s → %s", r.Destination, to))
	}
	switch {
	case l.p.Network.VPC.Adopted:
		return []string{"exists, routes are not changed"}
	case len(out) == 0:
		return []string{"no route out of the VPC"}
	case len(sub.Routes) == 2 && sub.Routes[0].Target == sub.Routes[1].Target:
		return []string{sub.Routes[0].Destination + ", " + out[1]}
	}
	return out
}

// interfaceEndpoints are those with network interfaces in the private subnets.
func (l *layout) interfaceEndpoints() []outline.VPCEndpoint {
	return slices.DeleteFunc(slices.Clone(l.p.Network.Endpoints), func(e outline.VPCEndpoint) bool { return e.Type == "Gateway" })
}

// endpoints places the interface endpoints in a band across the zones.
func (l *layout) endpoints() {
	all := l.interfaceEndpoints()
	b, r := l.band("endpoints", outline.Item{}, "interface endpoints")
	l.s.write(b, r.x+14, r.y+22, strong, "VPC endpoints", 200)
	from := l.admits(outline.Peer{Kind: outline.PeerEndpoints})
	x := r.x + 14 + strong.width("VPC endpoints") + 12
	if from != "" {
		l.s.write(b, x, r.y+22, secondary, "open to "+from, r.right()-x-14)
	}
	x, y := r.x+14, r.y+34
	for _, e := range all {
		w := normal.width(e.Service) + 2*pad + l.s.reserve()
		if x > r.x+14 && x+w > r.right()-14 {
			x, y = r.x+14, y+chipHeight+8
		}
		c := l.s.item(b, rect{x, y, w, chipHeight}, "chip", e.Item, e.Key)
		l.s.write(c, x+pad, y+17, normal, e.Service, w-2*pad)
		x += w + 10
	}
	l.closeBand(b, y+chipHeight+12)
	l.enter(b, outline.Peer{Kind: outline.PeerEndpoints})
}

// band begins a box across all zones, for what runs in several of them.
func (l *layout) band(class string, i outline.Item, title string) (int, rect) {
	r := rect{l.left + 2*pad, l.y, l.right - l.left - 4*pad, 0}
	if i.Key == "" {
		return l.s.add(box{rect: r, parent: l.bands, class: "band " + class, title: title}), r
	}
	return l.s.item(l.bands, r, "band "+class, i, title), r
}

func (l *layout) closeBand(b, bottom int) {
	l.s.boxes[b].h = bottom - l.s.boxes[b].y
	l.y = bottom
}

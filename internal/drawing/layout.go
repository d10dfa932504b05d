package drawing

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// Distances between and inside of boxes.
const (
	margin     = 24 // around the drawing
	pad        = 10 // between a zone and its subnets, and inside of boxes
	zoneGap    = 28 // between zones, wide enough for an arrow
	minZone    = 330
	lineHeight = 17
	laneWidth  = 12 // between parallel lines
	stub       = 26 // of an arrow with a label beside it
)

// A layout places a platform in a scene, from top to bottom.
type layout struct {
	p *outline.Platform
	s *scene

	vpc, bands int // boxes
	zones      []column

	// left and right are the bounds of the zones, and y is the position of what is placed
	// next.
	left, right, y int

	// spine is the position of the arrow that leads from clients to the load balancer and
	// on to services: between two zones, where no text is.
	spine int

	grid    grid
	targets []*target

	// below is the bottom of the load balancer, from which its arrow leads on.
	below int
}

// A column is a zone.
type column struct {
	name string
	x, w int
	box  int
}

// newScene lays out a platform.
func newScene(p *outline.Platform, states bool) *scene {
	l := &layout{p: p, s: &scene{states: states}}
	l.targets = targetsOf(p)
	l.grid = l.newGrid()
	l.columns()
	l.header()
	l.clients()
	l.vpcBox()
	for _, t := range []string{"public", "private", "database"} {
		l.tier(t)
	}
	l.footer()
	return l.s
}

// columns decides the width of the drawing and of the zones.
func (l *layout) columns() {
	n := max(1, len(l.p.Network.Zones))
	width := max(720, n*minZone+(n-1)*zoneGap, l.grid.width()+4*pad)
	l.left = margin + 2*pad + laneWidth*(1+len(l.targets))
	l.right = l.left + width
	l.spine = l.left + width/2
	w := (width - (n-1)*zoneGap) / n
	for i, z := range l.p.Network.Zones {
		l.zones = append(l.zones, column{name: z, x: l.left + i*(w+zoneGap), w: w, box: none})
	}
	if n > 1 {
		l.spine = l.zones[n/2].x - zoneGap/2
	}
	l.s.width = l.right + 2*pad + margin
}

// header writes what the drawing shows.
func (l *layout) header() {
	l.y = margin + headline.size
	s := l.s
	s.write(none, margin, l.y, headline, l.p.Name, s.width/2)
	text := fmt.Sprintf("%s · %d resources", l.p.Region, l.p.Resources)
	s.write(none, margin, l.y+lineHeight+2, secondary, text, s.width/2)
	if !s.states {
		return
	}
	x := s.width - margin
	for _, st := range []outline.State{outline.Failing, outline.Waiting, outline.Ready} {
		text := stateText(outline.Item{State: st})
		s.writeEnd(none, x, l.y, secondary, text, 100)
		x -= secondary.width(text) + 10
		s.dots = append(s.dots, dot{point{x, l.y - 4}, "state " + stateClass(st)})
		x -= 20
	}
	s.writeEnd(none, x+8, l.y, secondary, "dashed: not created yet", 200)
}

// vpcBox begins the VPC with its gateways and zones.
func (l *layout) vpcBox() {
	n, s := l.p.Network, l.s
	top := l.y
	l.vpc = s.item(none, rect{margin, top, s.width - 2*margin, 0}, "vpc", n.VPC.Item, vpcTitle(n.VPC))
	l.y += 22
	text := "VPC"
	if n.VPC.Adopted {
		text = "existing VPC"
	}
	s.write(l.vpc, margin+14, l.y+8, strong, text, 200)
	s.write(l.vpc, margin+14+strong.width(text)+10, l.y+8, normal, l.vpcAddress(), l.spine-margin-40-strong.width(text))
	l.gateways(top)
	l.y = top + 40
	for i := range l.zones {
		z := &l.zones[i]
		z.box = s.add(box{rect: rect{z.x, l.y, z.w, 0}, parent: l.vpc, class: "zone", title: "availability zone " + l.p.Region + z.name})
		s.write(z.box, z.x+pad, l.y+18, secondary, "zone "+z.name, z.w-2*pad)
	}
	l.bands = s.add(box{rect: rect{l.left, l.y, l.right - l.left, 0}, parent: l.vpc, class: "hidden"})
	l.y += 28
}

func vpcTitle(v outline.VPC) string {
	if v.Adopted {
		return "vpc, exists and is not changed"
	}
	return "vpc"
}

// vpcAddress returns the CIDR blocks of the VPC. AWS chooses those of IPv6, and those of
// a VPC that exists are only known once it is observed.
func (l *layout) vpcAddress() string {
	v := l.p.Network.VPC
	switch {
	case l.s.states:
		return joined(" · ", v.CIDR, v.IPv6CIDR)
	case v.Adopted:
		return v.ID
	case v.IPv6CIDR != "":
		return joined(" · ", v.CIDR, "IPv6 /56")
	}
	return v.CIDR
}

// gateways places the internet gateway where the arrow of clients enters the VPC, and
// the egress-only gateway at its right. Clients of an internal load balancer pass none.
func (l *layout) gateways(top int) {
	n := l.p.Network
	w := gateWidth(internetGateway)
	at := rect{l.spine - w/2, top - 14, w, 28}
	if l.below > 0 && l.p.LoadBalancer.Internal {
		at.x = l.left
	}
	if n.InternetGateway != nil {
		l.gate(at, internetGateway, *n.InternetGateway)
	}
	if n.InternetGateway != nil && l.below > 0 && !l.p.LoadBalancer.Internal {
		l.s.lines = append(l.s.lines, line{class: "lb", points: []point{{l.spine, l.below}, {l.spine, at.y}}, arrow: true, title: "clients may connect to the load balancer"})
		l.below = at.bottom()
	}
	if n.EgressOnlyGateway != nil {
		w := gateWidth(egressOnlyGateway)
		l.gate(rect{l.right - w, top - 14, w, 28}, egressOnlyGateway, *n.EgressOnlyGateway)
	}
}

const (
	internetGateway   = "internet gateway"
	egressOnlyGateway = "egress-only internet gateway"
)

func gateWidth(text string) int { return normal.width(text) + 6*pad }

func (l *layout) gate(r rect, text string, i outline.Item) {
	b := l.s.item(none, r, "gateway", i, i.Key)
	l.s.center(b, normal, text)
}

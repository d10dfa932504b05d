package drawing

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// services places all services in a band across the zones.
func (l *layout) services() {
	g := &l.grid
	b, r := l.band("services", outline.Item{}, "services")
	title := "services on Fargate"
	if len(l.p.Services) == 0 {
		title = "target groups"
	}
	l.s.write(b, r.x+14, r.y+22, strong, title, l.spine-r.x-26)
	if g.common != "" {
		l.s.writeEnd(b, r.right()-14, r.y+22, secondary, "out to "+g.common, r.right()-l.spine-26)
	}
	l.assignLanes(r)
	feed := &feed{l: l, right: r.right() - 12, from: point{l.spine, l.below}}
	l.y = r.y + 34
	for i := 0; i < len(g.cells); i += g.columns {
		l.serviceRow(b, r, g.cells[i:min(i+g.columns, len(g.cells))], feed)
	}
	for _, t := range g.inside {
		if len(t.joints) > 1 {
			last := len(t.joints) - 1
			l.s.lines = append(l.s.lines, line{class: t.class(), points: []point{t.joints[0], t.joints[last]}})
		}
	}
	l.closeBand(b, l.y+4)
}

// assignLanes gives every target its lane.
func (l *layout) assignLanes(band rect) {
	for i, t := range l.targets {
		t.lane = l.left - 8 - i*laneWidth
	}
	if l.grid.lanes() == 0 {
		return
	}
	for i, t := range l.grid.inside {
		t.lane = band.x + 12 + i*laneWidth
	}
}

// serviceRow places a row of services with the arrows that lead to it from the load
// balancer, and the buses that lead away from it.
func (l *layout) serviceRow(parent int, r rect, cells []cell, f *feed) {
	g := &l.grid
	left := r.x + 14 + g.lanes()*laneWidth
	room := r.right() - 14 - laneWidth - left
	w := min(maxCell, (room-(g.columns-1)*cellGap)/g.columns)
	left += (room - g.columns*(w+cellGap) + cellGap) / 2
	top := l.y + 4
	if l.below > 0 && slices.ContainsFunc(cells, func(c cell) bool { return len(c.ports) > 0 }) {
		top += stub
	}
	height := 0
	for _, c := range g.cells {
		height = max(height, 30+len(c.lines)*lineHeight)
	}
	ports := make([]port, 0, len(cells))
	var drops []drop
	for i, c := range cells {
		at := rect{left + i*(w+cellGap), top, w, height}
		l.cell(parent, at, c)
		if len(c.ports) > 0 {
			drops = append(drops, drop{point{l.besideSpine(at.x + w/2), top}, strings.Join(c.ports, " "), c.name})
		}
		ports = append(ports, l.portsOf(at, c)...)
	}
	if l.below > 0 {
		f.row(drops, top-stub)
	}
	l.y = top + height
	if len(ports) > 0 {
		l.y = l.buses(ports, l.y)
	}
	l.y += pad
}

// besideSpine moves a position that is next to the spine onto it: a bend that short looks
// like a mistake.
func (l *layout) besideSpine(x int) int {
	if x > l.spine-24 && x < l.spine+24 {
		return l.spine
	}
	return x
}

func (l *layout) cell(parent int, at rect, c cell) {
	s := l.s
	var b int
	switch {
	case c.external:
		b = s.add(box{rect: at, parent: parent, class: "service external", title: c.title})
	default:
		b = s.item(parent, at, "service", c.item, c.title)
	}
	s.write(b, at.x+pad, at.y+20, strong, c.name, at.w-2*pad-s.reserve())
	for i, text := range c.lines {
		s.write(b, at.x+pad, at.y+20+(i+1)*lineHeight, secondary, text, at.w-2*pad)
	}
}

// portsOf returns where lines begin and end at the lower side of a service.
func (l *layout) portsOf(at rect, c cell) []port {
	var out []port
	for _, t := range append(slices.Clone(l.grid.inside), l.targets...) {
		arrives := t.inside() && t.peer.Name == c.name && !c.external
		if _, ok := l.opening(c.name, t.peer); arrives || ok {
			out = append(out, port{service: c.name, target: t, arrives: arrives})
		}
	}
	for i := range out {
		out[i].x = at.x + at.w/2 + (2*i-len(out)+1)*9
	}
	return out
}

package drawing

import (
	"cmp"
	"fmt"
	"slices"
)

// A port is where a line of a service begins or ends at its lower side.
type port struct {
	x       int
	service string
	target  *target
	arrives bool
}

// buses draws a bus for each target of a row of services, below the row, and returns
// where they end.
func (l *layout) buses(ports []port, bottom int) int {
	y := bottom + 2
	for _, t := range busOrder(ports) {
		y += laneWidth
		l.bus(t, slices.DeleteFunc(slices.Clone(ports), func(p port) bool { return p.target != t }), y, bottom)
	}
	return y + 6
}

// busOrder returns the targets of a row: services first, and the topmost target last,
// whose lane is next to the services.
func busOrder(ports []port) []*target {
	var inside, outside []*target
	for _, p := range ports {
		switch {
		case slices.Contains(inside, p.target) || slices.Contains(outside, p.target):
		case p.target.inside():
			inside = append(inside, p.target)
		default:
			outside = append(outside, p.target)
		}
	}
	slices.SortFunc(outside, func(a, b *target) int { return cmp.Compare(a.lane, b.lane) })
	return append(inside, outside...)
}

func (l *layout) bus(t *target, ports []port, y, bottom int) {
	from, to := ports[0].x, ports[0].x
	for _, p := range ports {
		from, to = min(from, p.x), max(to, p.x)
		points := []point{{p.x, bottom}, {p.x, y}}
		title := fmt.Sprintf("%s may connect to %s", p.service, t.peer)
		if p.arrives {
			slices.Reverse(points)
			title = "others may connect to " + t.peer.String()
		}
		l.s.lines = append(l.s.lines, line{class: t.class(), points: points, arrow: p.arrives, title: title})
	}
	if t.lane > 0 {
		from = t.lane
		t.joints = append(t.joints, point{t.lane, y})
	}
	for _, p := range ports {
		if p.x > from && p.x < to {
			l.s.dots = append(l.s.dots, dot{point{p.x, y}, t.class()})
		}
	}
	l.s.lines = append(l.s.lines, line{class: t.class(), points: []point{{from, y}, {to, y}}})
}

package drawing

// A feed leads the arrow of the load balancer to the rows of services.
type feed struct {
	l     *layout
	from  point
	right int // the lane between rows
	begun bool
}

// A drop is where an arrow enters a service, and the ports that it may connect to.
type drop struct {
	point
	ports, service string
}

// row leads to one row: along a bus above it, and down to each service.
func (f *feed) row(drops []drop, y int) {
	if len(drops) == 0 {
		return
	}
	s := f.l.s
	enter := point{f.from.x, y}
	s.lines = append(s.lines, line{class: "lb", points: []point{f.from, enter}})
	from, to := enter.x, enter.x
	if !f.begun && f.l.grid.rows() > 1 {
		to = max(to, f.right)
	}
	for _, d := range drops {
		from, to = min(from, d.x), max(to, d.x)
	}
	s.lines = append(s.lines, line{class: "lb", points: []point{{from, y}, {to, y}}})
	for _, d := range drops {
		s.lines = append(s.lines, line{class: "lb", points: []point{{d.x, y}, d.point}, arrow: true, title: "the load balancer may connect to " + d.service + " " + d.ports})
		s.write(none, d.x+7, d.y-8, secondary, d.ports, maxCell/2)
		if d.x > from && d.x < to {
			s.dots = append(s.dots, dot{point{d.x, y}, "lb"})
		}
	}
	f.from, f.begun = point{f.right, y}, true
}

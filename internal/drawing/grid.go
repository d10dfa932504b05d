package drawing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// A grid holds the boxes of services in rows.
type grid struct {
	cells   []cell
	columns int
	cell    int // width

	// inside are services that others connect to.
	inside []*target

	// common is the egress of all services, if it is the same.
	common string
}

// A cell is the box of a service, or of a target group without one.
type cell struct {
	item     outline.Item
	name     string
	title    string
	lines    []string
	external bool

	// ports are those at which the load balancer connects.
	ports []string
}

const (
	cellGap  = 16
	maxCell  = 300
	minCells = 4 // in a row, before another row begins
	maxCells = 6
)

func (g *grid) rows() int {
	if len(g.cells) == 0 {
		return 0
	}
	return (len(g.cells) + g.columns - 1) / g.columns
}

// width returns the width that a row needs.
func (g *grid) width() int {
	if len(g.cells) == 0 {
		return 0
	}
	return g.columns*(g.cell+cellGap) - cellGap + 28 + g.lanes()*laneWidth + laneWidth
}

// lanes returns the number of lanes between rows, at the left of the services.
func (g *grid) lanes() int {
	if g.rows() < 2 {
		return 0
	}
	return len(g.inside)
}

// newGrid decides what services there are, and how many are in a row.
func (l *layout) newGrid() grid {
	g := grid{inside: serviceTargets(l.p), columns: 1, cell: 150, common: l.commonEgress()}
	for _, svc := range l.p.Services {
		g.cells = append(g.cells, l.serviceCell(svc, g.common))
	}
	for _, f := range l.externalTargets() {
		g.cells = append(g.cells, l.externalCell(f))
	}
	for _, c := range g.cells {
		g.cell = max(g.cell, strong.width(c.name)+2*pad+l.s.reserve(), secondary.widest(c.lines...)+2*pad)
	}
	g.cell = min(g.cell, maxCell)
	room := max(720, len(l.p.Network.Zones)*(minZone+zoneGap)) / (g.cell + cellGap)
	most := max(minCells, min(maxCells, room))
	if n := len(g.cells); n > 0 {
		rows := (n + most - 1) / most
		g.columns = (n + rows - 1) / rows
	}
	return g
}

func (l *layout) serviceCell(svc outline.Service, common string) cell {
	image := svc.Image[strings.LastIndex(svc.Image, "/")+1:]
	c := cell{item: svc.Item, name: svc.Name, title: svc.Key + " " + svc.Image}
	if svc.Withheld {
		c.lines = append(c.lines, "not created yet")
	}
	for _, text := range []string{image, tasksText(svc), sizeText(svc), zonesText(svc.Zones, l.p.Network.Zones)} {
		if text != "" {
			c.lines = append(c.lines, text)
		}
	}
	if out := l.egress(svc.Name); common == "" && out != "" {
		c.lines = append(c.lines, "out to "+out)
	}
	for _, o := range l.p.Openings {
		if o.From.Kind == outline.PeerLoadBalancer && o.To.Kind == outline.PeerService && o.To.Name == svc.Name {
			c.ports = append(c.ports, portText(o))
		}
	}
	return c
}

// tasksText returns the number of tasks of a service.
func tasksText(svc outline.Service) string {
	text := fmt.Sprintf("%d to %d tasks", svc.Min, svc.Max)
	if svc.Min == svc.Max {
		text = fmt.Sprintf("%d %s", svc.Min, counted(int(svc.Min), "task"))
	}
	if svc.Spot {
		text += " with Spot"
	}
	return text
}

// sizeText returns the size of a task, empty if it is not known.
func sizeText(svc outline.Service) string {
	if svc.CPU == 0 {
		return ""
	}
	return fmt.Sprintf("%g vCPU, %d MiB", float64(svc.CPU)/1024, svc.Memory)
}

// commonEgress returns the egress of services if it is the same for all.
func (l *layout) commonEgress() string {
	common := ""
	for i, svc := range l.p.Services {
		out := l.egress(svc.Name)
		if i > 0 && out != common {
			return ""
		}
		common = out
	}
	return common
}

// externalTargets returns target groups that get requests and have no service.
func (l *layout) externalTargets() []outline.Forward {
	var out []outline.Forward
	if l.p.LoadBalancer == nil {
		return nil
	}
	for _, li := range l.p.LoadBalancer.Listeners {
		actions := []outline.Action{li.Default}
		for _, r := range li.Rules {
			actions = append(actions, r.Action)
		}
		for _, a := range actions {
			for _, f := range a.Forward {
				own := slices.ContainsFunc(l.p.Services, func(s outline.Service) bool { return s.Name == f.Service })
				known := slices.ContainsFunc(out, func(o outline.Forward) bool { return o.TargetGroup == f.TargetGroup })
				if !own && !known && f.TargetGroup != "" {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

func (l *layout) externalCell(f outline.Forward) cell {
	c := cell{name: f.Service, title: f.TargetGroup, external: true, lines: []string{"target group", "targets of your own"}}
	if c.name == "" {
		c.name = f.TargetGroup
	}
	for _, o := range l.p.Openings {
		text := portText(o)
		if o.From.Kind == outline.PeerLoadBalancer && o.To.Kind == outline.PeerCIDR && o.FirstPort <= f.Port && f.Port <= o.LastPort && !slices.Contains(c.ports, text) {
			c.ports = append(c.ports, text)
		}
	}
	return c
}

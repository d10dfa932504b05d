package drawing

import "github.com/xplatform-dev/xplatform/internal/outline"

// footer ends the VPC, and adds what is outside of it.
func (l *layout) footer() {
	s, n := l.s, l.p.Network
	for _, z := range l.zones {
		s.boxes[z.box].h = l.y - s.boxes[z.box].y
	}
	s.boxes[l.bands].h = l.y - s.boxes[l.bands].y
	l.y += pad
	var inside []outline.VPCEndpoint
	for _, e := range n.Endpoints {
		if e.Type == "Gateway" {
			inside = append(inside, e)
		}
	}
	chips := l.row()
	for _, e := range inside {
		chips.add(l.vpc, e.Service+" gateway endpoint", e.Item)
	}
	if n.FlowLog != nil {
		chips.add(l.vpc, "flow log", *n.FlowLog)
	}
	chips.end()
	s.boxes[l.vpc].h = l.y - s.boxes[l.vpc].y
	l.y += pad
	chips = l.row()
	if n.EncryptionKey != nil {
		chips.add(none, "KMS key of the platform", *n.EncryptionKey)
	}
	chips.end()
	l.y += 8
	l.legend()
	s.height = l.y + margin
}

// legend explains the arrows.
func (l *layout) legend() {
	if len(l.s.lines) == 0 {
		return
	}
	x := margin
	l.s.lines = append(l.s.lines, line{class: "any", points: []point{{x, l.y}, {x + 34, l.y}}, arrow: true})
	l.s.write(none, x+44, l.y+4, secondary, "connections that security groups allow", l.s.width)
}

// chips is a row of small boxes that continues below when it is full.
type chips struct {
	l    *layout
	x    int
	used bool
}

const chipHeight = 26

func (l *layout) row() *chips { return &chips{l: l, x: l.left} }

func (c *chips) add(parent int, text string, i outline.Item) {
	w := normal.width(text) + 2*pad + c.l.s.reserve()
	if c.used && c.x+w > c.l.right {
		c.x, c.l.y = c.l.left, c.l.y+chipHeight+8
	}
	b := c.l.s.item(parent, rect{c.x, c.l.y, w, chipHeight}, "chip", i, i.Key)
	c.l.s.write(b, c.x+pad, c.l.y+17, normal, text, w-2*pad)
	c.x += w + 10
	c.used = true
}

func (c *chips) end() {
	if c.used {
		c.l.y += chipHeight + pad
	}
}

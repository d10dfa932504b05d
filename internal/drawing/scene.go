package drawing

import "github.com/xplatform-dev/xplatform/internal/outline"

// none is the index of no box.
const none = -1

// A scene holds all that is drawn, in units of one pixel.
type scene struct {
	width, height int
	boxes         []box
	labels        []label
	lines         []line
	dots          []dot

	// states is set if the drawing shows the state of resources.
	states bool
}

// A box is a rectangle that stands for a resource, or for what contains some.
type box struct {
	rect

	// parent is the index of the box around this one, or none.
	parent int

	// class selects the style.
	class string

	// state is empty if nothing is observed.
	state outline.State

	// title is the text that a pointer over the box shows.
	title string
}

// A label is one line of text.
type label struct {
	x, y   int // y is the baseline.
	style  textStyle
	anchor anchor
	text   string

	// within is the index of the box that has the text, or none.
	within int

	// title is the whole text where the label has only its beginning.
	title string
}

// An anchor tells which end of a text is at its position.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// A line connects points with horizontal and vertical segments.
type line struct {
	class  string
	points []point
	title  string

	// arrow is set if the last point has an arrow head.
	arrow bool
}

// A dot joins lines that meet. Lines that cross have none.
type dot struct {
	point
	class string
}

// add adds a box and returns its index.
func (s *scene) add(b box) int {
	s.boxes = append(s.boxes, b)
	return len(s.boxes) - 1
}

// item adds the box of a resource and returns its index.
func (s *scene) item(parent int, r rect, class string, i outline.Item, title string) int {
	b := box{rect: r, parent: parent, class: class, title: title}
	if s.states {
		b.state = i.State
		b.title += ", " + stateText(i)
	}
	return s.add(b)
}

func stateText(i outline.Item) string {
	text := map[outline.State]string{
		outline.Planned: "not created yet",
		outline.Ready:   "ready",
		outline.Waiting: "waiting",
		outline.Failing: "failing",
	}[i.State]
	if i.Message != "" {
		text += ": " + i.Message
	}
	return text
}

// write adds a text that starts at x, and truncates it at a width.
func (s *scene) write(within, x, y int, style textStyle, text string, width int) {
	s.label(label{x: x, y: y, style: style, anchor: start, text: text, within: within}, width)
}

// center adds a text in the middle of a box.
func (s *scene) center(within int, style textStyle, text string) {
	r := s.boxes[within].rect
	s.label(label{x: r.x + r.w/2, y: r.y + r.h/2 + 4, style: style, anchor: middle, text: text, within: within}, r.w-2*pad-2*s.reserve())
}

// writeEnd adds a text that ends at x, and truncates it at a width.
func (s *scene) writeEnd(within, x, y int, style textStyle, text string, width int) {
	s.label(label{x: x, y: y, style: style, anchor: end, text: text, within: within}, width)
}

func (s *scene) label(l label, width int) {
	whole := l.text
	if l.text = l.style.truncate(whole, width); l.text != whole {
		l.title = whole
	}
	if l.text != "" {
		s.labels = append(s.labels, l)
	}
}

// reserve returns the width that the mark of a state takes in the corner of a box.
func (s *scene) reserve() int {
	if s.states {
		return 14
	}
	return 0
}

// bounds returns the rectangle that a text takes.
func (l label) bounds() rect {
	w := l.style.width(l.text)
	r := rect{x: l.x, y: l.y - l.style.size, w: w, h: l.style.size + l.style.size/4}
	switch l.anchor {
	case end:
		r.x -= w
	case middle:
		r.x -= (w + 1) / 2
	case start:
	}
	return r
}

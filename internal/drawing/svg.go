package drawing

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
)

// style has the colours of both schemes.
//
//go:embed style.css
var style string

// WriteSVG writes a platform as an SVG that needs no other file. With states, each
// resource is drawn with the state in which it is observed.
func WriteSVG(w io.Writer, p *outline.Platform, states bool) error {
	out := &writer{}
	out.scene(newScene(p, states), p)
	_, err := w.Write(out.Bytes())
	return err
}

// A writer collects an SVG.
type writer struct{ bytes.Buffer }

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.Buffer, format, args...) }

func (w *writer) scene(s *scene, p *outline.Platform) {
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" aria-label="%s">`+"\n",
		s.width, s.height, s.width, s.height, escape("platform "+p.Name))
	w.printf("<style>\n%s</style>\n", style)
	w.printf(`<rect class="page" width="%d" height="%d"/>`+"\n", s.width, s.height)
	for i, b := range s.boxes {
		w.box(s, i, b)
	}
	for _, l := range s.lines {
		w.line(l)
	}
	for _, d := range s.dots {
		w.printf(`<circle class="dot %s" cx="%d" cy="%d" r="%s"/>`+"\n", d.class, d.x, d.y, radius(d.class))
	}
	for _, l := range s.labels {
		if l.within == none {
			w.label(l)
		}
	}
	w.printf("</svg>\n")
}

func radius(class string) string {
	if strings.HasPrefix(class, "state") {
		return "4"
	}
	return "2.5"
}

// box writes a box with its texts, its state and its title, which a browser shows for
// all of them.
func (w *writer) box(s *scene, index int, b box) {
	if b.class == "hidden" {
		return
	}
	class := b.class
	if b.state != "" {
		class += " " + stateClass(b.state)
	}
	w.printf(`<g class="%s">`, class)
	if b.title != "" {
		w.printf("<title>%s</title>", escape(b.title))
	}
	w.printf(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d"/>`, b.x, b.y, b.w, b.h, corner(b.class))
	if b.class == "node" {
		w.cylinder(b.x+pad, b.y+6)
	}
	if b.state != "" && b.state != outline.Planned {
		w.printf(`<circle class="state %s" cx="%d" cy="%d" r="4"/>`, stateClass(b.state), b.right()-11, b.y+min(13, b.h/2))
	}
	for _, l := range s.labels {
		if l.within == index {
			w.label(l)
		}
	}
	w.printf("</g>\n")
}

func corner(class string) int {
	switch strings.Fields(class)[0] {
	case "vpc", "zone", "subnet":
		return 4
	case "gateway", "clients":
		return 14
	}
	return 6
}

func stateClass(s outline.State) string { return strings.ToLower(string(s)) }

// cylinder draws the sign of a store.
func (w *writer) cylinder(x, y int) {
	w.printf(`<path class="sign" d="M%d %dv9a6 2.5 0 0 0 12 0v-9"/><ellipse class="sign" cx="%d" cy="%d" rx="6" ry="2.5"/>`, x, y+3, x+6, y+3)
}

func (w *writer) label(l label) {
	anchored := ""
	if l.anchor != start {
		anchored = fmt.Sprintf(` text-anchor="%s"`, l.anchor)
	}
	title := ""
	if l.title != "" {
		title = "<title>" + escape(l.title) + "</title>"
	}
	w.printf(`<text class="%s" x="%d" y="%d"%s>%s%s</text>`, l.style.class, l.x, l.y, anchored, title, escape(l.text))
	if l.within == none {
		w.printf("\n")
	}
}

// line writes a line, and its arrow head as a triangle whose point is at its end.
func (w *writer) line(l line) {
	w.printf(`<g class="line %s">`, l.class)
	if l.title != "" {
		w.printf("<title>%s</title>", escape(l.title))
	}
	var d strings.Builder
	last := len(l.points) - 1
	for i, p := range l.points {
		command := "L"
		if i == 0 {
			command = "M"
		}
		if i == last && l.arrow {
			p = l.short(7)
		}
		fmt.Fprintf(&d, "%s%d %d", command, p.x, p.y)
	}
	w.printf(`<path d="%s"/>`, d.String())
	if l.arrow {
		w.printf(`<path class="head" d="%s"/>`, l.head())
	}
	w.printf("</g>\n")
}

// direction returns in which direction the last segment goes.
func (l line) direction() point {
	a, b := l.points[len(l.points)-2], l.points[len(l.points)-1]
	return point{sign(b.x - a.x), sign(b.y - a.y)}
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// short returns the point at a distance before the end.
func (l line) short(by int) point {
	d, e := l.direction(), l.points[len(l.points)-1]
	return point{e.x - d.x*by, e.y - d.y*by}
}

func (l line) head() string {
	d, e, base := l.direction(), l.points[len(l.points)-1], l.short(9)
	return fmt.Sprintf("M%d %dL%d %dL%d %dZ", e.x, e.y, base.x-d.y*4, base.y-d.x*4, base.x+d.y*4, base.y+d.x*4)
}

// escape makes a text safe inside of an element and of an attribute.
func escape(text string) string {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(text)); err != nil {
		return ""
	}
	return out.String()
}

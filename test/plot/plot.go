// Package plot draws measurements as a self-contained SVG image without scripts, fonts or
// external style sheets. The image follows the colour scheme of the viewer.
package plot

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
)

// A Point is one measurement.
type Point struct{ X, Y float64 }

// A Line connects the measurements of one subject.
type Line struct {
	Name   string
	Points []Point
}

// A Panel is one coordinate system. Its lines have the colours of the lines of the same
// position in other panels.
type Panel struct {
	Title string
	Lines []Line
}

// A Plot is a row of panels that share their axes: a linear one of X, and a logarithmic
// one of Y, in which equal distances are equal ratios.
type Plot struct {
	Title, X, Y string
	Panels      []Panel
}

// Sizes in pixels.
const (
	panelWidth  = 270.0
	panelHeight = 260.0
	gap         = 26.0
	left        = 56.0
	top         = 74.0
	bottom      = 52.0
	row         = 13.0 // The distance of two lines of text.
)

// SVG returns the image.
func (p Plot) SVG() []byte {
	d := drawing{area: p.area()}
	width := left + float64(len(p.Panels))*(panelWidth+gap)
	height := top + panelHeight + bottom
	d.add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img">`, width, height, width, height)
	d.add(`<title>%s</title>`, escaped(p.Title))
	d.add(style)
	d.add(`<rect class="page" width="%.0f" height="%.0f"/>`, width, height)
	d.text("heading", left, 22, p.Title)
	d.text("axis", left, top-14, p.Y)
	if len(p.Panels) > 0 {
		d.legend(p.Panels[0].Lines)
	}
	for i, panel := range p.Panels {
		d.panel(left+float64(i)*(panelWidth+gap), panel, p.X, i == 0)
	}
	d.add(`</svg>`)
	return d.Bytes()
}

const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #24292f }
.page { fill: #ffffff } .grid { stroke: #d0d7de; stroke-width: 1 } .axis { font-size: 11px; fill: #57606a }
.heading { font-size: 14px; font-weight: 600 } .end { text-anchor: end } .middle { text-anchor: middle }
path { fill: none; stroke-width: 2 } .line0 { stroke: #8c5a00 } .line1 { stroke: #0a5cc2 } .line2 { stroke: #0b7a4b }
circle { stroke: none } .dot0 { fill: #8c5a00 } .dot1 { fill: #0a5cc2 } .dot2 { fill: #0b7a4b }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .page { fill: #0d1117 } .grid { stroke: #30363d } .axis { fill: #9198a1 }
.line0 { stroke: #e3a13a } .line1 { stroke: #6cb0ff } .line2 { stroke: #4bd08b } .dot0 { fill: #e3a13a } .dot1 { fill: #6cb0ff } .dot2 { fill: #4bd08b }
}
</style>`

// An area has the limits of the axes, which all panels share.
type area struct{ maxX, minY, maxY float64 }

// area begins and ends the axis of Y at powers of ten.
func (p Plot) area() area {
	a := area{minY: math.Inf(1)}
	for _, panel := range p.Panels {
		for _, line := range panel.Lines {
			for _, point := range line.Points {
				a.maxX = max(a.maxX, point.X)
				a.minY, a.maxY = min(a.minY, point.Y), max(a.maxY, point.Y)
			}
		}
	}
	a.minY = math.Pow(10, math.Floor(math.Log10(a.minY)))
	a.maxY = math.Pow(10, math.Ceil(math.Log10(a.maxY)))
	return a
}

func (a area) x(v float64) float64 { return v / (a.maxX * 1.04) * panelWidth }

func (a area) y(v float64) float64 {
	return panelHeight * (1 - math.Log10(v/a.minY)/math.Log10(a.maxY/a.minY))
}

type drawing struct {
	bytes.Buffer

	area area
}

func (d *drawing) add(format string, args ...any) {
	fmt.Fprintf(d, format+"\n", args...)
}

func (d *drawing) text(class string, x, y float64, text string) {
	d.add(`<text class="%s" x="%.1f" y="%.1f">%s</text>`, class, x, y, escaped(text))
}

func (d *drawing) legend(lines []Line) {
	const sample, letter = 22.0, 6.6
	x := left
	for i, line := range lines {
		d.add(`<path class="line%d" d="M%.1f %.1fh16"/>`, i, x, top-36)
		d.text("", x+sample, top-32, line.Name)
		x += 2*sample + letter*float64(len(line.Name))
	}
}

// panel draws axes and lines. Only the first panel has numbers at its axis of Y.
func (d *drawing) panel(x float64, p Panel, axis string, numbers bool) {
	d.add(`<g transform="translate(%.1f %.1f)">`, x, top)
	for tick := d.area.minY; tick <= d.area.maxY*1.001; tick *= 10 {
		y := d.area.y(tick)
		d.add(`<path class="grid" d="M0 %.1fH%.1f"/>`, y, panelWidth)
		if numbers {
			d.text("axis end", -6, y+4, fmt.Sprintf("%g", tick))
		}
	}
	const step = 100.0
	for tick := 0.0; tick <= d.area.maxX; tick += step {
		d.text("axis middle", d.area.x(tick), panelHeight+row+4, fmt.Sprintf("%g", tick))
	}
	d.text("axis middle", panelWidth/2, panelHeight+3*row, axis)
	d.text("middle", panelWidth/2, row+2, p.Title)
	for i, line := range p.Lines {
		d.line(i, line.Points)
		d.value(p.Lines, i)
	}
	d.add(`</g>`)
}

// line draws the points of a line.
func (d *drawing) line(i int, points []Point) {
	path := make([]string, 0, len(points))
	for _, p := range points {
		x, y := d.area.x(p.X), d.area.y(p.Y)
		path = append(path, fmt.Sprintf("%.1f %.1f", x, y))
		d.add(`<circle class="dot%d" cx="%.1f" cy="%.1f" r="3"/>`, i, x, y)
	}
	d.add(`<path class="line%d" d="M%s"/>`, i, strings.Join(path, "L"))
}

// value writes down the last value of a line: above it, or below if the line is the lowest.
func (d *drawing) value(lines []Line, i int) {
	if len(lines[i].Points) == 0 {
		return
	}
	last := lines[i].Points[len(lines[i].Points)-1]
	lowest := len(lines) > 1
	for _, other := range lines {
		lowest = lowest && (len(other.Points) == 0 || other.Points[len(other.Points)-1].Y >= last.Y)
	}
	y := d.area.y(last.Y) - row/2
	if lowest {
		y += 1.5 * row
	}
	d.text("axis end", d.area.x(last.X), y, fmt.Sprintf("%.3g", last.Y))
}

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // A buffer takes everything.
	return b.String()
}

package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

const cases = "../../test/pipeline/cases"

// platforms returns the outline of every case, without and with states.
func platforms(t *testing.T, test func(t *testing.T, p *outline.Platform, states bool)) {
	t.Helper()
	dirs, err := os.ReadDir(cases)
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		resources, composite, err := render.ReadObserved(filepath.Join(cases, dir.Name(), "want.yaml"))
		if err != nil || composite == nil {
			t.Fatalf("cannot read case %s: %v", dir.Name(), err)
		}
		t.Run(dir.Name(), func(t *testing.T) {
			test(t, outline.Read(composite, resources, nil), false)
			test(t, outline.Read(composite, resources, resources), true)
		})
	}
}

// hostile returns a platform with more, longer and fewer parts than a case has.
func hostile() *outline.Platform {
	long := strings.Repeat("w", 128)
	p := &outline.Platform{Name: long, Region: "ap-northeast-1", LoadBalancer: &outline.LoadBalancer{WebACL: "x", Listeners: []outline.Listener{{
		Port: 443, Protocol: "HTTPS", Default: outline.Action{Forward: []outline.Forward{{}}},
		Rules: []outline.Rule{{Hosts: []string{long}, Paths: []string{long}, Action: outline.Action{Forward: []outline.Forward{{TargetGroup: long}}}}},
	}}}}
	for _, name := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		p.Services = append(p.Services, outline.Service{Name: name + long, Image: long})
		p.Openings = append(p.Openings,
			outline.Opening{From: outline.Peer{Kind: outline.PeerLoadBalancer}, To: outline.Peer{Kind: outline.PeerService, Name: name + long}, Protocol: "tcp", FirstPort: 65534, LastPort: 65535},
			outline.Opening{From: outline.Peer{Kind: outline.PeerService, Name: name + long}, To: outline.Peer{Kind: outline.PeerStore, Name: "cache"}, Protocol: "tcp", FirstPort: 6379, LastPort: 6379},
			outline.Opening{From: outline.Peer{Kind: outline.PeerService, Name: "a" + long}, To: outline.Peer{Kind: outline.PeerService, Name: name + long}, Protocol: "tcp", FirstPort: 80, LastPort: 80},
			outline.Opening{From: outline.Peer{Kind: outline.PeerCIDR, Name: long}, To: outline.Peer{Kind: outline.PeerLoadBalancer}, Protocol: "tcp", FirstPort: 443, LastPort: 443})
	}
	p.Stores = []outline.Store{{Kind: "database", Withheld: true}, {Kind: "cache", Nodes: 6, Engine: long}}
	return p
}

func TestSceneKeepsBoxesApart(t *testing.T) {
	platforms(t, func(t *testing.T, p *outline.Platform, states bool) { t.Helper(); checkBoxes(t, newScene(p, states)) })
	checkBoxes(t, newScene(hostile(), true))
}

// checkBoxes proves that siblings do not overlap, that a box is inside of its parent,
// and that all are inside of the drawing.
func checkBoxes(t *testing.T, s *scene) {
	t.Helper()
	page := rect{0, 0, s.width, s.height}
	for i, b := range s.boxes {
		if !page.contains(b.rect) || b.w <= 0 || b.h <= 0 {
			t.Errorf("box %q %v is not inside of the drawing %v", b.title, b.rect, page)
		}
		if b.parent != none && !s.boxes[b.parent].contains(b.rect) {
			t.Errorf("box %q %v is not inside of %q %v", b.title, b.rect, s.boxes[b.parent].title, s.boxes[b.parent].rect)
		}
		for _, o := range s.boxes[i+1:] {
			gate := b.class == "gateway" || o.class == "gateway" // Gateways are on the border of the VPC.
			if b.parent == o.parent && b.overlaps(o.rect) && (!gate || b.class == o.class) && b.class != "hidden" && o.class != "hidden" {
				t.Errorf("boxes %q %v and %q %v overlap", b.title, b.rect, o.title, o.rect)
			}
		}
	}
}

func TestSceneKeepsTextsReadable(t *testing.T) {
	platforms(t, func(t *testing.T, p *outline.Platform, states bool) { t.Helper(); checkTexts(t, newScene(p, states)) })
	checkTexts(t, newScene(hostile(), true))
}

// checkTexts proves that a text fits its box, and that no other text, no other box and
// no line is over it.
func checkTexts(t *testing.T, s *scene) {
	t.Helper()
	page := rect{0, 0, s.width, s.height}
	for i, l := range s.labels {
		at := page
		if l.within != none {
			at = s.boxes[l.within].rect
		}
		if !at.contains(l.bounds()) {
			t.Errorf("text %q %v does not fit %v", l.text, l.bounds(), at)
		}
		for _, o := range s.labels[i+1:] {
			if l.bounds().overlaps(o.bounds()) {
				t.Errorf("texts %q %v and %q %v overlap", l.text, l.bounds(), o.text, o.bounds())
			}
		}
		for j, b := range s.boxes {
			if j > l.within && l.within != none && b.class != "hidden" && b.class != "zone" && b.overlaps(l.bounds()) {
				t.Errorf("box %q %v covers text %q %v", b.title, b.rect, l.text, l.bounds())
			}
		}
		for _, segment := range segments(s) {
			if segment.overlaps(l.bounds()) {
				t.Errorf("line %v crosses text %q %v", segment, l.text, l.bounds())
			}
		}
	}
}

// segments returns the parts of all lines as rectangles.
func segments(s *scene) []rect {
	var out []rect
	for _, l := range s.lines {
		for i := range l.points[1:] {
			a, b := l.points[i], l.points[i+1]
			out = append(out, rect{min(a.x, b.x) - 1, min(a.y, b.y) - 1, abs(a.x-b.x) + 2, abs(a.y-b.y) + 2})
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

func TestLinesGoAroundBoxes(t *testing.T) {
	check := func(t *testing.T, s *scene) {
		t.Helper()
		checkLanes(t, s)
		for _, l := range s.lines {
			for i := range l.points[1:] {
				if a, b := l.points[i], l.points[i+1]; a.x != b.x && a.y != b.y {
					t.Errorf("line %v is neither horizontal nor vertical", l.points)
				}
			}
		}
		for _, segment := range segments(s) {
			for _, b := range s.boxes {
				class, _, _ := strings.Cut(b.class, " ")
				inner := rect{b.x + 2, b.y + 2, b.w - 4, b.h - 4}
				if (class == "service" || class == "gateway" || class == "rule" || class == "node" || class == "chip" || class == "listener") && segment.overlaps(inner) {
					t.Errorf("line %v crosses %s %q %v", segment, class, b.title, b.rect)
				}
			}
		}
	}
	platforms(t, func(t *testing.T, p *outline.Platform, states bool) { t.Helper(); check(t, newScene(p, states)) })
	check(t, newScene(hostile(), true))
}

// checkLanes proves that lines to different targets do not run over each other.
func checkLanes(t *testing.T, s *scene) {
	t.Helper()
	for i, a := range s.lines {
		for _, b := range s.lines[i+1:] {
			if a.class != b.class && together(a, b) {
				t.Errorf("lines %v to %s and %v to %s run over each other", a.points, a.class, b.points, b.class)
			}
		}
	}
}

// together reports whether two lines have more than a point in common.
func together(a, b line) bool {
	for _, p := range segments(&scene{lines: []line{a}}) {
		for _, q := range segments(&scene{lines: []line{b}}) {
			common := rect{max(p.x, q.x), max(p.y, q.y), 0, 0}
			w, h := min(p.right(), q.right())-common.x, min(p.bottom(), q.bottom())-common.y
			if w > 0 && h > 0 && max(w, h) > 4 {
				return true
			}
		}
	}
	return false
}

func TestSVGIsOneDocumentWithoutOtherFiles(t *testing.T) {
	platforms(t, func(t *testing.T, p *outline.Platform, states bool) {
		t.Helper()
		var out bytes.Buffer
		if err := WriteSVG(&out, p, states); err != nil {
			t.Fatal(err)
		}
		checkXML(t, out.Bytes())
	})
	var out bytes.Buffer
	p := hostile()
	p.Name = `</text><script>alert("&")</script>` + "\x00"
	if err := WriteSVG(&out, p, true); err != nil {
		t.Fatal(err)
	}
	checkXML(t, out.Bytes())
}

func checkXML(t *testing.T, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("WriteSVG(...): %v", err)
		}
		element, ok := token.(xml.StartElement)
		if ok && (element.Name.Local == "script" || element.Name.Local == "image" || element.Name.Local == "use") {
			t.Errorf("WriteSVG(...): element %s", element.Name.Local)
		}
		for _, a := range element.Attr {
			if a.Name.Local == "href" {
				t.Errorf("WriteSVG(...): refers to %s", a.Value)
			}
		}
	}
}

package plot

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestSVG(t *testing.T) {
	p := Plot{Title: "CPU & time", X: "resources", Y: "ms", Panels: []Panel{{
		Title: "first",
		Lines: []Line{{Name: "a < b", Points: []Point{{X: 0, Y: 2}, {X: 500, Y: 600}}}, {Name: "c", Points: []Point{{X: 500, Y: 20}}}},
	}}}
	got := string(p.SVG())

	cases := map[string]struct {
		reason string
		want   string
	}{
		"Escaped":      {"Text may hold characters that XML reserves.", "CPU &amp; time"},
		"FirstPower":   {"The axis begins at the power of ten below the lowest value.", ">1</text>"},
		"LastPower":    {"The axis ends at the power of ten above the highest value.", ">1000</text>"},
		"LastValue":    {"The last value of a line stands beside it.", ">600</text>"},
		"DarkReadable": {"Text has another colour on a dark page.", "prefers-color-scheme: dark"},
		"Logarithmic":  {"20 is 1.3 of three powers of ten above the foot of the axis.", `cx="259.6" cy="147.2"`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(got, tc.want) {
				t.Errorf("%s\nno %s in:\n%s", tc.reason, tc.want, got)
			}
		})
	}

	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the image is no XML: %v", err)
		}
	}
}

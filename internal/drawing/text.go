package drawing

import "strings"

// A textStyle is the class and the size of a text.
type textStyle struct {
	class string
	size  int
	bold  bool
}

// Styles of texts.
var (
	headline  = textStyle{class: "h", size: 20, bold: true}
	strong    = textStyle{class: "b", size: 13, bold: true}
	normal    = textStyle{class: "t", size: 12}
	secondary = textStyle{class: "s", size: 11}
)

// regular and bold are the widths of the characters from space to tilde in a hundredth
// of the font size, as DejaVu Sans has them: it is the widest font that browsers take
// for the families of the style sheet, so a text that fits in it fits in all.
var regular = [...]int{
	32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
	64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
	61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
	64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
}

var bold = [...]int{
	35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70,
	70, 70, 40, 40, 84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86,
	74, 86, 78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72,
	72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
}

// otherWidth is that of characters outside of the tables, such as an arrow.
const otherWidth = 100

// width returns the width of a text, rounded up.
func (s textStyle) width(text string) int {
	table := &regular
	if s.bold {
		table = &bold
	}
	sum := 0
	for _, r := range text {
		if i := int(r) - ' '; i >= 0 && i < len(table) {
			sum += table[i]
		} else {
			sum += otherWidth
		}
	}
	return (sum*s.size + 99) / 100
}

// truncate shortens a text to a width, with an ellipsis as its end.
func (s textStyle) truncate(text string, width int) string {
	if s.width(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 {
		runes = runes[:len(runes)-1]
		if short := strings.TrimRight(string(runes), " ,·") + "…"; s.width(short) <= width {
			return short
		}
	}
	return ""
}

// widest returns the width of the widest text.
func (s textStyle) widest(texts ...string) int {
	w := 0
	for _, t := range texts {
		w = max(w, s.width(t))
	}
	return w
}

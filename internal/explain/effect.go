package explain

import (
	"fmt"
	"io"
	"strings"
)

// WriteEffects tells what fields of a claim touch.
func WriteEffects(w io.Writer, effects []Effect) error {
	var out strings.Builder
	for i, e := range effects {
		if i > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintln(&out, e.Field)
		for _, l := range e.links() {
			fmt.Fprintf(&out, "  %s\n", l)
		}
		switch {
		case e.Unknown:
			out.WriteString("  unknown: no other value is valid unless other fields change too\n")
			continue
		case e.Change.Empty():
			out.WriteString("  touches nothing in this claim\n")
			continue
		case e.Other == "":
			out.WriteString("  without it:\n")
		default:
			fmt.Fprintf(&out, "  with %s:\n", e.Other)
		}
		for _, text := range e.Change.Lines() {
			fmt.Fprintf(&out, "  %s\n", excerptLine(text))
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

const maxLine = 160

func excerptLine(text string) string {
	line := []rune(strings.ReplaceAll(text, "\n", " "))
	if len(line) > maxLine {
		return string(line[:maxLine]) + "…"
	}
	return string(line)
}

// Package terminal decides whether output goes to a terminal, and colours it.
package terminal

import (
	"io"
	"os"

	"github.com/fatih/color"
	"github.com/mattn/go-isatty"
)

// Is reports whether a writer is a terminal.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// Style colours text. The zero value colours nothing.
type Style struct {
	on bool
}

// Colour is when output is coloured.
type Colour string

// When output is coloured. Auto is for terminals, unless NO_COLOR is set.
// https://no-color.org
const (
	Auto   Colour = "auto"
	Always Colour = "always"
	Never  Colour = "never"
)

// NewStyle returns the style for a writer.
func NewStyle(w io.Writer, c Colour) Style {
	_, refused := os.LookupEnv("NO_COLOR")
	return Style{on: c == Always || c != Never && !refused && Is(w)}
}

// Bold marks what a reader looks for.
func (s Style) Bold(text string) string { return s.with(text, color.Bold) }

// Dim marks what a reader may skip.
func (s Style) Dim(text string) string { return s.with(text, color.Faint) }

// Green marks what is created or ready.
func (s Style) Green(text string) string { return s.with(text, color.FgGreen) }

// Yellow marks what changes or waits.
func (s Style) Yellow(text string) string { return s.with(text, color.FgYellow) }

// Red marks what is deleted or fails.
func (s Style) Red(text string) string { return s.with(text, color.FgRed) }

// Cyan marks what is kept or released.
func (s Style) Cyan(text string) string { return s.with(text, color.FgCyan) }

func (s Style) with(text string, attributes ...color.Attribute) string {
	if !s.on || text == "" {
		return text
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(text)
}

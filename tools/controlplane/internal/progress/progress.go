// Package progress tells a person who waits what is going on, with times.
package progress

import (
	"fmt"
	"io"
	"time"
)

// A Report is a list of steps that grows.
type Report struct {
	to    io.Writer
	start time.Time
}

// New begins a report.
func New(to io.Writer) *Report {
	return &Report{to: to, start: time.Now()}
}

// Step says what has been reached.
func (r *Report) Step(format string, args ...any) {
	fmt.Fprintf(r.to, "%6.1f s  %s\n", time.Since(r.start).Seconds(), fmt.Sprintf(format, args...))
}

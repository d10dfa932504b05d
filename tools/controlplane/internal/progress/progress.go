// Package progress reports progress to waiting users, with times.
package progress

import (
	"fmt"
	"io"
	"time"
)

// A Report is a growing list of steps.
type Report struct {
	to    io.Writer
	start time.Time
}

// New starts a report.
func New(to io.Writer) *Report {
	return &Report{to: to, start: time.Now()}
}

// Step reports a step that is completed.
func (r *Report) Step(format string, args ...any) {
	fmt.Fprintf(r.to, "%6.1f s  %s\n", time.Since(r.start).Seconds(), fmt.Sprintf(format, args...))
}

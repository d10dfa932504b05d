package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A finding is forbidden wording at a place.
type finding struct {
	path string
	line int
	text string
	rule rule
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d: %q: %s; write %s", f.path, f.line, f.text, f.rule.reason, f.rule.instead)
}

// findings applies the rules to one file, in the order of lines. Lines are joined
// without the marks of comments, lists and quotes, so that wording which continues
// on the next line is found too, at the line where it begins.
func findings(path, content string) []finding {
	text, starts := join(path, content)
	var found []finding
	for _, r := range rules {
		for _, at := range r.pattern.FindAllStringIndex(text, -1) {
			line, _ := slices.BinarySearch(starts, at[0]+1)
			found = append(found, finding{path: path, line: line, text: text[at[0]:at[1]], rule: r})
		}
	}
	slices.SortStableFunc(found, func(a, b finding) int { return a.line - b.line })
	return found
}

// join returns the lines as one, and where each of them starts in it. Code blocks
// in Markdown are left out: they quote the output of programs.
func join(path, content string) (string, []int) {
	var text strings.Builder
	var starts []int
	code := false
	for line := range strings.Lines(content) {
		starts = append(starts, text.Len())
		line = strings.TrimSpace(strings.TrimLeft(line, " \t/#*->"))
		if filepath.Ext(path) == ".md" && strings.HasPrefix(line, "```") {
			code, line = !code, ""
		}
		if !code && line != "" {
			text.WriteString(line + " ")
		}
	}
	return text.String(), starts
}

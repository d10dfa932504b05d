// Package summary prints the outline of a platform as a tree.
package summary

import (
	"fmt"
	"io"
	"strings"
)

// A node is a line of a tree, and the lines below it.
type node struct {
	text string
	sub  []*node
}

// add adds a line below, and returns it.
func (n *node) add(format string, args ...any) *node {
	below := &node{text: fmt.Sprintf(format, args...)}
	n.sub = append(n.sub, below)
	return below
}

// print writes a node and all below it.
func (n *node) print(w io.Writer) error {
	var out strings.Builder
	out.WriteString(n.text + "\n")
	n.branches(&out, "")
	_, err := io.WriteString(w, out.String())
	return err
}

func (n *node) branches(out *strings.Builder, indent string) {
	for i, s := range n.sub {
		tee, below := "├─ ", "│  "
		if i == len(n.sub)-1 {
			tee, below = "└─ ", "   "
		}
		out.WriteString(indent + tee + s.text + "\n")
		s.branches(out, indent+below)
	}
}

package claimfile

import (
	"regexp"
	"strconv"
	"strings"

	yamlnode "go.yaml.in/yaml/v3"
)

// element matches one element of a field path: a name, or an index or key in brackets.
var element = regexp.MustCompile(`[^.\[\]]+|\[[^\]]*\]`)

// Position returns where a field is, such as spec.services[2].port. A field that is
// missing is where the nearest field above it is.
func (o Object) Position(path string) Position {
	node, at := o.node, positionOf(o.node)
	for _, e := range element.FindAllString(path, -1) {
		key, value := field(node, strings.Trim(e, "[]"))
		if n, err := strconv.Atoi(strings.Trim(e, "[]")); err == nil && value == nil {
			value = item(node, n)
			key = value
		}
		if value == nil {
			break
		}
		at, node = positionOf(key), content(value)
	}
	return at
}

func positionOf(n *yamlnode.Node) Position {
	if n == nil {
		return Position{Line: 1, Column: 1}
	}
	return Position{Line: n.Line, Column: n.Column}
}

// content returns the value of a node: documents and aliases stand for another.
func content(n *yamlnode.Node) *yamlnode.Node {
	for depth := 0; n != nil && depth < 10; depth++ {
		switch {
		case n.Kind == yamlnode.DocumentNode && len(n.Content) > 0:
			n = n.Content[0]
		case n.Kind == yamlnode.AliasNode:
			n = n.Alias
		default:
			return n
		}
	}
	return n
}

// field returns the key and the value of a field of a mapping, or nil.
func field(n *yamlnode.Node, name string) (key, value *yamlnode.Node) {
	if n == nil || n.Kind != yamlnode.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i], content(n.Content[i+1])
		}
	}
	return nil, nil
}

// item returns an item of a sequence, or nil.
func item(n *yamlnode.Node, i int) *yamlnode.Node {
	if n == nil || n.Kind != yamlnode.SequenceNode || i < 0 || i >= len(n.Content) {
		return nil
	}
	return content(n.Content[i])
}

// shift adds lines to the position of a node and all below it. An alias is shifted where
// it is defined.
func shift(n *yamlnode.Node, lines int) {
	n.Line += lines
	for _, c := range n.Content {
		shift(c, lines)
	}
}

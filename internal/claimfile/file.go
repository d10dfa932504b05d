package claimfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	yamlnode "go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// Object is one object of a file.
type Object struct {
	*unstructured.Unstructured

	// node is the object in the file, nil where it has no position.
	node *yamlnode.Node
}

// Position is a place in a file. Lines and columns count from 1.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// SyntaxError is a document that is no YAML, or no object of Kubernetes.
type SyntaxError struct {
	Position

	Text string
}

// Error says what is wrong. The position is apart.
func (e *SyntaxError) Error() string { return e.Text }

// Parse reads the objects of a YAML or JSON stream. Items of a List count one by one.
// Documents that are no objects of Kubernetes are skipped. One that cannot be read is a
// *SyntaxError, and the others are still returned.
func Parse(data []byte) (objects []Object, faults []*SyntaxError) {
	for _, d := range split(data) {
		found, err := d.parse()
		if err != nil {
			faults = append(faults, err)
			continue
		}
		objects = append(objects, found...)
	}
	return objects, faults
}

// A document is a part of a stream, and the number of lines before it.
type document struct {
	text   []byte
	offset int
}

// separator begins a document. In the middle of one, no line of YAML begins like this.
var separator = regexp.MustCompile(`^---(\s|$)`)

func split(data []byte) []document {
	var out []document
	current := document{}
	line := 0
	for l := range bytes.Lines(data) {
		if separator.Match(l) {
			out = append(out, current)
			current = document{offset: line}
			l = append([]byte("   "), l[3:]...) // The columns of what follows stay.
		}
		current.text = append(current.text, l...)
		line++
	}
	return append(out, current)
}

func (d document) parse() ([]Object, *SyntaxError) {
	raw, err := yaml.YAMLToJSONStrict(d.text)
	if err != nil {
		return nil, d.syntax(err)
	}
	if string(raw) == "null" {
		return nil, nil
	}
	root := &yamlnode.Node{}
	if err := yamlnode.Unmarshal(d.text, root); err != nil {
		return nil, d.syntax(err)
	}
	shift(root, d.offset)
	node := content(root)
	o := &unstructured.Unstructured{}
	if err := o.UnmarshalJSON(raw); err != nil {
		return nil, withoutKind(raw, node)
	}
	if !o.IsList() {
		return []Object{{Unstructured: o, node: node}}, nil
	}
	_, items := field(node, "items")
	list, err := o.ToList()
	if err != nil {
		return nil, &SyntaxError{Position: positionOf(node), Text: "an item of the list is not an object with a kind"}
	}
	var out []Object
	for i := range list.Items {
		out = append(out, Object{Unstructured: &list.Items[i], node: item(items, i)})
	}
	return out, nil
}

// withoutKind judges a document that is no object of Kubernetes. Directories contain
// others, such as values of Helm: only one with an apiVersion of xplatform is a fault.
func withoutKind(raw []byte, node *yamlnode.Node) *SyntaxError {
	o := struct {
		APIVersion string `json:"apiVersion"`
	}{}
	err := json.Unmarshal(raw, &o)
	if ours := err == nil && strings.Contains(o.APIVersion, "xplatform.dev/"); !ours {
		return nil
	}
	return &SyntaxError{Position: positionOf(node), Text: "the object has no kind: write kind: Platform"}
}

var lineNumber = regexp.MustCompile(`line (\d+): `)

// syntax makes a fault of an error of the YAML parser, which counts lines in the document.
func (d document) syntax(err error) *SyntaxError {
	text := strings.TrimPrefix(err.Error(), "error converting YAML to JSON: ")
	out := &SyntaxError{Position: Position{Line: d.offset + 1, Column: 1}}
	if m := lineNumber.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		out.Line = d.offset + n
		text = strings.Replace(text, m[0], "", 1)
	}
	text = lineNumber.ReplaceAllStringFunc(text, func(s string) string {
		n, _ := strconv.Atoi(lineNumber.FindStringSubmatch(s)[1])
		return fmt.Sprintf("line %d: ", d.offset+n)
	})
	out.Text = strings.Join(strings.Fields(strings.TrimPrefix(text, "yaml: ")), " ")
	return out
}

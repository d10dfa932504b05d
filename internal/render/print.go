package render

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// fieldOrder is the usual order of an object's first fields. Others follow by
// name, status last.
var fieldOrder = []string{"apiVersion", "kind", "metadata"}

// Print writes the composite with its status, then the resources, as a stream
// of YAML documents.
func Print(w io.Writer, result *Result) error {
	var out bytes.Buffer
	for _, o := range append([]*unstructured.Unstructured{result.Composite}, result.Resources...) {
		out.WriteString("---\n")
		if err := printObject(&out, o); err != nil {
			return fmt.Errorf("cannot print %s %q: %w", o.GetKind(), o.GetName(), err)
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

func printObject(out *bytes.Buffer, o *unstructured.Unstructured) error {
	rest := maps.Clone(o.Object)
	order := slices.Clone(fieldOrder)
	for _, f := range append(order, "status") {
		delete(rest, f)
	}
	order = append(append(order, slices.Sorted(maps.Keys(rest))...), "status")
	for _, field := range order {
		value, ok := o.Object[field]
		if !ok {
			continue
		}
		data, err := yaml.Marshal(map[string]any{field: value})
		if err != nil {
			return err
		}
		out.Write(data)
	}
	return nil
}

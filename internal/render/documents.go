package render

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	kyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/internal/claimfile"
)

// readDocuments reads every object of a YAML or JSON stream. The items of a
// List, which kubectl get prints, count one by one; documents with nothing but
// comments do not count.
func readDocuments(data []byte) ([]*unstructured.Unstructured, error) {
	var out []*unstructured.Unstructured
	reader := kyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(data)))
	for n := 1; ; n++ {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("cannot read document %d: %w", n, err)
		}
		objects, err := readObjects(document)
		if err != nil {
			return nil, fmt.Errorf("cannot read document %d: %w", n, err)
		}
		out = append(out, objects...)
	}
}

func readObjects(document []byte) ([]*unstructured.Unstructured, error) {
	data, err := yaml.YAMLToJSONStrict(document)
	if err != nil {
		return nil, err
	}
	if string(data) == "null" {
		return nil, nil
	}
	o := &unstructured.Unstructured{}
	if err := o.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	if !o.IsList() {
		return []*unstructured.Unstructured{o}, nil
	}
	list, err := o.ToList()
	if err != nil {
		return nil, err
	}
	var out []*unstructured.Unstructured
	for i := range list.Items {
		out = append(out, &list.Items[i])
	}
	return out, nil
}

// readFiles reads the objects of a file, or of every YAML file in a directory
// and below, in the order of their paths.
func readFiles(path string) ([]*unstructured.Unstructured, error) {
	files, err := claimfile.Paths(path)
	if err != nil {
		return nil, err
	}
	var out []*unstructured.Unstructured
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		objects, err := readDocuments(data)
		if err != nil {
			return nil, fmt.Errorf("cannot read %s: %w", file, err)
		}
		out = append(out, objects...)
	}
	return out, nil
}

package render

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/apis/xplatform"
)

// A Pair is the definition and the Composition of one family, as documents.
type Pair struct {
	Definition, Composition []byte
}

// PairOf returns the pair of a family, as it is installed.
func PairOf(family Family) Pair {
	if family == FamilyNamespaced {
		return Pair{Definition: xplatform.NamespacedDefinition, Composition: xplatform.NamespacedComposition}
	}
	return Pair{Definition: xplatform.Definition, Composition: xplatform.Composition}
}

// composition returns the Composition as an object.
func (p Pair) composition() (*unstructured.Unstructured, error) {
	objects, err := readDocuments(p.Composition)
	if err != nil {
		return nil, fmt.Errorf("cannot read Composition: %w", err)
	}
	if len(objects) != 1 {
		return nil, fmt.Errorf("cannot read Composition: %d documents where one is expected", len(objects))
	}
	return objects[0], nil
}

// Functions returns the names of the functions that the Composition calls, in
// order, each once.
func (p Pair) Functions() ([]string, error) {
	composition, err := p.composition()
	if err != nil {
		return nil, err
	}
	steps, _, err := unstructured.NestedSlice(composition.Object, "spec", "pipeline")
	if err != nil || len(steps) == 0 {
		return nil, fmt.Errorf("cannot find a pipeline in Composition %q", composition.GetName())
	}
	var names []string
	seen := map[string]bool{}
	for i, s := range steps {
		step, _ := s.(map[string]any)
		name, _, _ := unstructured.NestedString(step, "functionRef", "name")
		if name == "" {
			return nil, fmt.Errorf("cannot find the function of pipeline step %d in Composition %q", i, composition.GetName())
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names, nil
}

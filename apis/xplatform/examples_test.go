package xplatform_test

import (
	"os"
	"path/filepath"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/apis/xplatform"
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// claims are all example claims.
func claims(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../../examples/*/claim*.yaml")
	if err != nil || len(paths) < 3 {
		t.Fatalf("cannot find the examples: %v, %v", paths, err)
	}
	return paths
}

func read(t *testing.T, path string) *unstructured.Unstructured {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	object := &unstructured.Unstructured{}
	if err := yaml.UnmarshalStrict(raw, &object.Object); err != nil {
		t.Fatalf("cannot parse %s: %v", path, err)
	}
	return object
}

// definitionOf is the definition that an example is judged by.
func definitionOf(t *testing.T, object *unstructured.Unstructured) []byte {
	t.Helper()
	switch object.GetAPIVersion() {
	case "xplatform.dev/v1alpha1":
		return xplatform.Definition
	case "m.xplatform.dev/v1alpha1":
		return xplatform.NamespacedDefinition
	}
	t.Fatalf("no definition has apiVersion %s", object.GetAPIVersion())
	return nil
}

// TestExamplesDecode finds examples that the functions would refuse.
func TestExamplesDecode(t *testing.T) {
	for _, path := range claims(t) {
		t.Run(path, func(t *testing.T) {
			spec, _ := read(t, path).Object["spec"].(map[string]any)
			if _, faults := v1alpha1.Decode(spec); len(faults) > 0 {
				t.Error(faults.ToAggregate())
			}
		})
	}
}

// TestExamplesAreAccepted finds examples that the API server would refuse or take
// fields from.
func TestExamplesAreAccepted(t *testing.T) {
	for _, path := range claims(t) {
		t.Run(path, func(t *testing.T) {
			object := read(t, path)
			raw := definitionOf(t, object)
			opts := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
			if unknown := pruning.PruneWithOptions(object.DeepCopy().Object, structural(t, raw), true, opts); len(unknown) > 0 {
				t.Errorf("unknown fields: %v", unknown)
			}
			in := parse(t, raw).Spec.Versions[0].Schema.OpenAPIV3Schema
			props := &apiextensions.JSONSchemaProps{}
			if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&in, props, nil); err != nil {
				t.Fatal(err)
			}
			validator, _, err := validation.NewSchemaValidator(props)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range validation.ValidateCustomResource(nil, object.Object, validator) {
				t.Error(fault)
			}
		})
	}
}

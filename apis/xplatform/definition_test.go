package xplatform_test

import (
	"context"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/apis/xplatform"
)

// A definition holds the fields of a CompositeResourceDefinition that these tests
// read.
type definition struct {
	Spec struct {
		Group    string                                        `json:"group"`
		Names    apiextensionsv1.CustomResourceDefinitionNames `json:"names"`
		Versions []struct {
			Name   string `json:"name"`
			Schema struct {
				OpenAPIV3Schema apiextensionsv1.JSONSchemaProps `json:"openAPIV3Schema"`
			} `json:"schema"`
		} `json:"versions"`
	} `json:"spec"`
}

func parse(t *testing.T, raw []byte) definition {
	t.Helper()
	var d definition
	if err := yaml.Unmarshal(raw, &d); err != nil {
		t.Fatalf("cannot parse the definition: %v", err)
	}
	return d
}

// customResource is the CRD that Crossplane makes of a definition, without the
// fields that it adds.
func customResource(t *testing.T, d definition) *apiextensions.CustomResourceDefinition {
	t.Helper()
	v := d.Spec.Versions[0]
	crd := &apiextensionsv1.CustomResourceDefinition{
		ObjectMeta: metav1.ObjectMeta{Name: d.Spec.Names.Plural + "." + d.Spec.Group},
		Spec: apiextensionsv1.CustomResourceDefinitionSpec{
			Group: d.Spec.Group,
			Names: d.Spec.Names,
			Scope: apiextensionsv1.NamespaceScoped,
			Versions: []apiextensionsv1.CustomResourceDefinitionVersion{{
				Name:    v.Name,
				Served:  true,
				Storage: true,
				Schema:  &apiextensionsv1.CustomResourceValidation{OpenAPIV3Schema: &v.Schema.OpenAPIV3Schema},
			}},
		},
	}
	apiextensionsv1.SetDefaults_CustomResourceDefinition(crd)
	apiextensionsv1.SetDefaults_CustomResourceDefinitionSpec(&crd.Spec)
	crd.Status.StoredVersions = []string{v.Name}
	out := &apiextensions.CustomResourceDefinition{}
	if err := apiextensionsv1.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(crd, out, nil); err != nil {
		t.Fatalf("cannot convert the CRD: %v", err)
	}
	return out
}

// structural is the schema of a definition as the API server holds it.
func structural(t *testing.T, raw []byte) *schema.Structural {
	t.Helper()
	in := parse(t, raw).Spec.Versions[0].Schema.OpenAPIV3Schema
	props := &apiextensions.JSONSchemaProps{}
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&in, props, nil); err != nil {
		t.Fatalf("cannot convert the schema: %v", err)
	}
	s, err := schema.NewStructural(props)
	if err != nil {
		t.Fatalf("the schema is not structural: %v", err)
	}
	return s
}

// TestDefinitionsAreAccepted lets the API server's own validation judge both
// definitions, with the cost of their CEL rules.
func TestDefinitionsAreAccepted(t *testing.T) {
	cases := map[string][]byte{
		"Claim":      xplatform.Definition,
		"Namespaced": xplatform.NamespacedDefinition,
	}
	for name, raw := range cases {
		t.Run(name, func(t *testing.T) {
			crd := customResource(t, parse(t, raw))
			for _, err := range validation.ValidateCustomResourceDefinition(context.Background(), crd) {
				t.Error(err)
			}
		})
	}
}

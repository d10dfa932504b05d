package render

import (
	"errors"
	"fmt"
	"maps"
	"strconv"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

// A Definition validates platforms with an XRD, as the API server does with the
// CRDs that Crossplane creates from it.
type Definition struct {
	structural *schema.Structural
	schema     validation.SchemaValidator
	rules      *cel.Validator

	// machinery contains the fields below spec that belong to Crossplane.
	machinery map[string]bool
}

// xrd is the part of a CompositeResourceDefinition that validation requires.
type xrd struct {
	Spec struct {
		Scope    string `json:"scope"`
		Versions []struct {
			Name          string `json:"name"`
			Referenceable bool   `json:"referenceable"`
			Schema        struct {
				OpenAPIV3Schema extv1.JSONSchemaProps `json:"openAPIV3Schema"`
			} `json:"schema"`
		} `json:"versions"`
	} `json:"spec"`
}

// NewDefinition reads an XRD and compiles its schema and rules.
func NewDefinition(document []byte) (*Definition, error) {
	props, fields, err := schemaOf(document)
	if err != nil {
		return nil, err
	}
	d := &Definition{machinery: map[string]bool{}}
	for name := range fields {
		d.machinery[name] = true
	}
	return d, d.compile(props)
}

// Schema returns the schema of platforms by an XRD, with the fields that Crossplane adds
// to their spec.
func Schema(document []byte) (extv1.JSONSchemaProps, error) {
	props, _, err := schemaOf(document)
	return props, err
}

// schemaOf returns the schema of an XRD's referenceable version, and the fields of
// Crossplane in it.
func schemaOf(document []byte) (extv1.JSONSchemaProps, map[string]extv1.JSONSchemaProps, error) {
	x := &xrd{}
	if err := yaml.Unmarshal(document, x); err != nil {
		return extv1.JSONSchemaProps{}, nil, fmt.Errorf("cannot read XRD: %w", err)
	}
	for _, v := range x.Spec.Versions {
		if v.Referenceable {
			fields := machinery(x.Spec.Scope == "Namespaced")
			return withMachinery(v.Schema.OpenAPIV3Schema, fields), fields, nil
		}
	}
	return extv1.JSONSchemaProps{}, nil, errors.New("cannot find the referenceable version of the XRD")
}

func (d *Definition) compile(props extv1.JSONSchemaProps) error {
	in := &apiextensions.JSONSchemaProps{}
	err := extv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&props, in, nil)
	if err != nil {
		return fmt.Errorf("cannot convert schema: %w", err)
	}
	if d.structural, err = schema.NewStructural(in); err != nil {
		return fmt.Errorf("cannot make a structural schema: %w", err)
	}
	if d.schema, _, err = validation.NewSchemaValidator(in); err != nil {
		return fmt.Errorf("cannot compile schema: %w", err)
	}
	d.rules = cel.NewValidator(d.structural, true, celconfig.PerCallLimit)
	return nil
}

// machinery returns the fields that Crossplane adds to the spec in an XRD's
// schema: those of claims and composites alike, because either can be
// validated.
func machinery(namespaced bool) map[string]extv1.JSONSchemaProps {
	if namespaced {
		return map[string]extv1.JSONSchemaProps{"crossplane": anyObject()}
	}
	fields := map[string]extv1.JSONSchemaProps{
		"compositionUpdatePolicy": oneOf("Automatic", "Manual"),
		"compositeDeletePolicy":   oneOf("Background", "Foreground"),
		"resourceRefs":            {Type: "array", Items: &extv1.JSONSchemaPropsOrArray{Schema: new(anyObject())}},
	}
	for _, name := range []string{
		"claimRef", "resourceRef", "compositionRef", "compositionSelector", "compositionRevisionRef",
		"compositionRevisionSelector", "writeConnectionSecretToRef",
	} {
		fields[name] = anyObject()
	}
	return fields
}

// withMachinery adds fields to the spec of a schema, and those of every object
// to its root. The status is left to Crossplane and the functions: users do not
// write it into a claim.
func withMachinery(props extv1.JSONSchemaProps, fields map[string]extv1.JSONSchemaProps) extv1.JSONSchemaProps {
	spec := props.Properties["spec"]
	spec.Properties = maps.Clone(spec.Properties)
	maps.Copy(spec.Properties, fields)
	props.Properties = map[string]extv1.JSONSchemaProps{
		"apiVersion": {Type: "string"},
		"kind":       {Type: "string"},
		"metadata":   {Type: "object"},
		"spec":       spec,
		"status":     anyObject(),
	}
	return props
}

func anyObject() extv1.JSONSchemaProps {
	return extv1.JSONSchemaProps{Type: "object", XPreserveUnknownFields: new(true)}
}

func oneOf(values ...string) extv1.JSONSchemaProps {
	p := extv1.JSONSchemaProps{Type: "string"}
	for _, v := range values {
		p.Enum = append(p.Enum, extv1.JSON{Raw: []byte(strconv.Quote(v))})
	}
	return p
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/tools/go/packages"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/controller-tools/pkg/crd"
	crdmarkers "sigs.k8s.io/controller-tools/pkg/crd/markers"
	"sigs.k8s.io/controller-tools/pkg/loader"
	"sigs.k8s.io/controller-tools/pkg/markers"

	"github.com/xplatform-dev/xplatform/internal/jsonschema"
)

// rootType is the type whose spec and status make up the API.
const rootType = "Platform"

// A schema is the API in its two halves, with descriptions.
type schema struct {
	spec   apiextensionsv1.JSONSchemaProps
	status apiextensionsv1.JSONSchemaProps
}

// loadSchema reads the Go types of a package. Its path is relative to dir, which
// must be inside the module.
func loadSchema(dir, pkgPath string) (schema, error) {
	roots, err := loader.LoadRootsWithConfig(&packages.Config{Dir: dir}, pkgPath)
	if err != nil {
		return schema{}, fmt.Errorf("cannot load %s: %w", pkgPath, err)
	}
	registry := &markers.Registry{}
	if err := crdmarkers.Register(registry); err != nil {
		return schema{}, fmt.Errorf("cannot register markers: %w", err)
	}
	parser := &crd.Parser{Collector: &markers.Collector{Registry: registry}, Checker: &loader.TypeChecker{}}
	crd.AddKnownTypes(parser)
	parser.NeedPackage(roots[0])
	// With a marker that it cannot read, the parser would go on without the type.
	if err := packageErrors(roots[0]); err != nil {
		return schema{}, err
	}
	root := crd.TypeIdent{Package: roots[0], Name: rootType}
	parser.NeedFlattenedSchemaFor(root)
	if err := packageErrors(roots[0]); err != nil {
		return schema{}, err
	}
	flat, ok := parser.FlattenedSchemata[root]
	if !ok {
		return schema{}, fmt.Errorf("cannot find type %s in %s", rootType, pkgPath)
	}
	return schema{spec: flat.Properties["spec"], status: flat.Properties["status"]}, nil
}

// packageErrors returns the errors of the loader and the parser.
// Type errors are none of it: the loader looks only at the imports that the types
// need, and so misses names that functions use.
func packageErrors(p *loader.Package) error {
	var errs []error
	for _, e := range p.Errors {
		if e.Kind != packages.TypeError {
			errs = append(errs, e)
		}
	}
	return errors.Join(errs...)
}

// specJSON writes the schema of the spec for the functions, without the parts that
// only people or the API server read.
func specJSON(s schema) ([]byte, error) {
	spec := s.spec.DeepCopy()
	strip(spec)
	out, err := json.MarshalIndent(spec, "", " ")
	if err != nil {
		return nil, fmt.Errorf("cannot encode the schema: %w", err)
	}
	return append(out, '\n'), nil
}

// claimSchema writes the schema of the claim for editors.
func claimSchema(s schema) ([]byte, error) {
	document, err := claimDefinition(s)
	if err != nil {
		return nil, err
	}
	return jsonschema.Claim(document)
}

// namespacedSchema writes the schema of the namespaced platform for editors.
func namespacedSchema(s schema) ([]byte, error) {
	document, err := namespacedDefinition(s)
	if err != nil {
		return nil, err
	}
	return jsonschema.Namespaced(document)
}

// strip removes descriptions and CEL rules from a schema and all below it.
func strip(p *apiextensionsv1.JSONSchemaProps) {
	p.Description = ""
	p.XValidations = nil
	for name, child := range p.Properties {
		strip(&child)
		p.Properties[name] = child
	}
	if p.Items != nil {
		strip(p.Items.Schema)
	}
	if p.AdditionalProperties != nil {
		strip(p.AdditionalProperties.Schema)
	}
}

// Package providercrd reads the AWS provider's own CRDs out of its Go module,
// at the version in go.mod and at the newest one that is supported, and
// validates objects with them as the API server would. An object that passes is
// accepted by the real provider's API.
package providercrd

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gobuffalo/flect"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	gvk "k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

// A Judge validates objects with CRDs. Each CRD is read when the first object
// of its kind is validated.
type Judge struct {
	dir   string
	kinds map[gvk.GroupVersionKind]*kind
}

// NewJudge returns a Judge with the CRDs of the provider at the version in
// go.mod.
func NewJudge() (*Judge, error) {
	source, err := Source()
	return JudgeBy(crds(source)), err
}

// NewestJudge returns a Judge with the CRDs of the provider at version Newest.
func NewestJudge() (*Judge, error) {
	source, err := NewestSource()
	return JudgeBy(crds(source)), err
}

// crds returns the directory of the provider's source that contains its CRDs.
func crds(source string) string {
	return filepath.Join(source, "package", "crds")
}

// JudgeBy returns a Judge with the CRDs in a directory, each in a file named
// after its group and plural.
func JudgeBy(dir string) *Judge {
	return &Judge{dir: dir, kinds: map[gvk.GroupVersionKind]*kind{}}
}

// A kind is one version of a CRD, compiled.
type kind struct {
	structural *schema.Structural
	schema     validation.SchemaValidator
	rules      *cel.Validator
}

// Judge returns every fault that the API server would find in an object.
// Unknown fields are faults.
func (j *Judge) Judge(ctx context.Context, o *unstructured.Unstructured) (field.ErrorList, error) {
	k, err := j.kind(o.GroupVersionKind())
	if err != nil {
		return nil, err
	}
	judged := runtime.DeepCopyJSON(o.Object)
	var faults field.ErrorList
	options := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	for _, path := range pruning.PruneWithOptions(judged, k.structural, true, options) {
		faults = append(faults, field.Forbidden(field.NewPath(path), "unknown field"))
	}
	defaulting.Default(judged, k.structural)
	faults = append(faults, validation.ValidateCustomResource(nil, judged, k.schema)...)
	broken, _ := k.rules.Validate(ctx, nil, k.structural, judged, nil, celconfig.RuntimeCELCostBudget)
	return append(faults, broken...), nil
}

func (j *Judge) kind(of gvk.GroupVersionKind) (*kind, error) {
	if k, ok := j.kinds[of]; ok {
		return k, nil
	}
	crd, err := j.CRD(of.GroupKind())
	if err != nil {
		return nil, err
	}
	for _, v := range crd.Spec.Versions {
		if v.Name != of.Version {
			continue
		}
		k, err := compile(v.Schema.OpenAPIV3Schema)
		if err != nil {
			return nil, fmt.Errorf("cannot compile the schema of %s: %w", of, err)
		}
		j.kinds[of] = k
		return k, nil
	}
	return nil, fmt.Errorf("cannot find version %s of %s", of.Version, of.GroupKind())
}

// CRD reads the CRD of a kind.
func (j *Judge) CRD(of gvk.GroupKind) (*extv1.CustomResourceDefinition, error) {
	plural := flect.Pluralize(strings.ToLower(of.Kind))
	data, err := os.ReadFile(filepath.Join(j.dir, of.Group+"_"+plural+".yaml"))
	if err != nil {
		return nil, fmt.Errorf("cannot read the CRD of %s: %w", of, err)
	}
	crd := &extv1.CustomResourceDefinition{}
	if err := yaml.Unmarshal(data, crd); err != nil {
		return nil, fmt.Errorf("cannot read the CRD of %s: %w", of, err)
	}
	return crd, nil
}

func compile(props *extv1.JSONSchemaProps) (*kind, error) {
	in := &apiextensions.JSONSchemaProps{}
	if err := extv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(props, in, nil); err != nil {
		return nil, err
	}
	structural, err := schema.NewStructural(in)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(in)
	if err != nil {
		return nil, err
	}
	return &kind{
		structural: structural,
		schema:     validator,
		rules:      cel.NewValidator(structural, true, celconfig.PerCallLimit),
	}, nil
}

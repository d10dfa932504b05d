package render

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// Judge applies the defaults of the schema to a platform and returns every
// fault that the API server would find in it: in its metadata, its fields and
// their values, and by the rules. Rules about changes are evaluated against
// old, which may be nil. An unknown field is a fault, which the API server
// would drop or warn about.
func (d *Definition) Judge(ctx context.Context, platform, old *unstructured.Unstructured) field.ErrorList {
	faults := judgeMetadata(platform)
	judged := runtime.DeepCopyJSON(platform.Object)
	delete(judged, "status") // It belongs to Crossplane and the functions.
	for _, path := range pruning.PruneWithOptions(judged, d.structural, true, schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}) {
		faults = append(faults, d.unknownField(path))
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(judged, d.structural)
	defaulting.Default(judged, d.structural)
	if spec, ok := judged["spec"]; ok {
		platform.Object["spec"] = spec
	}
	values := validation.ValidateCustomResource(nil, judged, d.schema)
	values = append(values, listtype.ValidateListSetsAndMaps(nil, d.structural, judged)...)
	for _, f := range values {
		faults = append(faults, d.withHint(simplify(f)))
	}
	faults = append(faults, d.judgeRules(ctx, judged, old, len(values) > 0)...)
	slices.SortStableFunc(faults, func(a, b *field.Error) int { return strings.Compare(a.Field, b.Field) })
	return faults
}

// judgeMetadata validates names, labels and annotations.
func judgeMetadata(platform *unstructured.Unstructured) field.ErrorList {
	at := field.NewPath("metadata")
	faults := apivalidation.ValidateAnnotations(platform.GetAnnotations(), at.Child("annotations"))
	if platform.GetName() == "" {
		return append(faults, field.Required(at.Child("name"), "name the platform"))
	}
	for _, message := range apivalidation.NameIsDNSSubdomain(platform.GetName(), false) {
		faults = append(faults, field.Invalid(at.Child("name"), platform.GetName(), message))
	}
	if n := len(platform.GetName()); n > maxName {
		faults = append(faults, field.Invalid(at.Child("name"), platform.GetName(), fmt.Sprintf("has %d characters, and Crossplane takes names of at most %d: choose a shorter one", n, maxName)))
	}
	if platform.GetNamespace() == "" {
		return faults
	}
	for _, message := range apivalidation.ValidateNamespaceName(platform.GetNamespace(), false) {
		faults = append(faults, field.Invalid(at.Child("namespace"), platform.GetNamespace(), message))
	}
	return faults
}

// judgeRules runs the CEL rules. The API server runs them only on objects that
// have no other faults; here they run in any case, so that as many faults as
// possible are reported at once. Errors of the evaluation are omitted: the
// fault that caused them is reported already.
func (d *Definition) judgeRules(ctx context.Context, judged map[string]any, old *unstructured.Unstructured, faulty bool) field.ErrorList {
	if d.rules == nil {
		return nil
	}
	var before any
	if old != nil {
		defaulted := runtime.DeepCopyJSON(old.Object)
		defaulting.Default(defaulted, d.structural)
		before = defaulted
	}
	faults, _ := d.rules.Validate(ctx, nil, d.structural, judged, before, celconfig.RuntimeCELCostBudget)
	return slices.DeleteFunc(faults, func(f *field.Error) bool {
		return faulty && strings.Contains(f.Detail, " evaluating rule: ")
	})
}

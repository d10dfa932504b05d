package v1alpha1

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
	openapierrors "k8s.io/kube-openapi/pkg/validation/errors"
)

// schemaFaults are the faults of a spec against its schema: required fields,
// enums, patterns and bounds.
func schemaFaults(value map[string]any) field.ErrorList {
	errs := specValidator().Validate(value).Errors
	faults := make(field.ErrorList, len(errs))
	for i, err := range errs {
		faults[i] = schemaFault(err)
	}
	return faults
}

// schemaFault words a fault of the schema for the author of the field.
func schemaFault(err error) *field.Error {
	var v *openapierrors.Validation
	if !errors.As(err, &v) {
		return field.Invalid(field.NewPath(rootPath), "", err.Error())
	}
	fault := &field.Error{Type: field.ErrorTypeInvalid, Field: v.Name, BadValue: v.Value}
	s, example := lookup(v.Name)
	switch v.Code() {
	case openapierrors.RequiredFailCode:
		fault.Type, fault.BadValue, fault.Detail = field.ErrorTypeRequired, "", "must be given"
	case openapierrors.EnumFailCode:
		fault.Type, fault.Detail, example = field.ErrorTypeNotSupported, "supported values: "+join(v.Values), nil
	case openapierrors.PatternFailCode:
		fault.Detail = mismatch(s.Pattern, v.Value)
	case openapierrors.TooLongFailCode, openapierrors.TooShortFailCode:
		fault.Detail = "must have " + bounds(s.MinLength, s.MaxLength) + " characters"
	case openapierrors.MaxFailCode, openapierrors.MinFailCode:
		fault.Detail = "must be " + bounds(s.Minimum, s.Maximum)
	case openapierrors.MaxItemsFailCode, openapierrors.MinItemsFailCode:
		fault.Detail = "must have " + bounds(s.MinItems, s.MaxItems) + " entries"
	case openapierrors.TooManyPropertiesCode, openapierrors.TooFewPropertiesCode:
		fault.Detail = "must have " + bounds(s.MinProperties, s.MaxProperties) + " entries"
	default:
		fault.Detail = v.Error()
	}
	if raw, err := json.Marshal(example); err == nil && example != nil {
		fault.Detail += ", for example " + string(raw)
	}
	return fault
}

// wildcards are the wildcards of IAM, and the beginning of its variables. The pattern of
// text that gets into a policy excludes them in this order.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
const wildcards = "*?$"

// mismatch words that a value does not match a pattern.
func mismatch(pattern string, value any) string {
	if strings.Contains(pattern, wildcards) && strings.ContainsAny(fmt.Sprint(value), wildcards) {
		return "must not contain *, ? or $, which are wildcards and variables in a policy of IAM: name one resource"
	}
	return "must match " + pattern
}

// bounds words what a schema allows; either side may be open.
func bounds[N int64 | float64](least, most *N) string {
	switch {
	case least == nil && most == nil:
		return "any number"
	case least == nil:
		return fmt.Sprintf("at most %v", *most)
	case most == nil:
		return fmt.Sprintf("at least %v", *least)
	}
	return fmt.Sprintf("%v to %v", *least, *most)
}

func join(values []any) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = fmt.Sprintf("%v", v)
	}
	return strings.Join(words, ", ")
}

package emit

import (
	"fmt"
	"reflect"
	"sync"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
)

// specFields locates the fields that the specs of all kinds have.
type specFields struct {
	managementPolicies, forProvider, initProvider []int

	// taggable is true for kinds that have tags: rules and associations, for example,
	// have none.
	taggable bool
}

// knownFields caches the fields of each type of spec: finding them by name takes longer
// than writing most of them.
var knownFields sync.Map // reflect.Type → specFields

func fieldsOf(spec reflect.Type) (specFields, error) {
	if known, ok := knownFields.Load(spec); ok {
		return known.(specFields), nil //nolint:forcetypeassert // Only fieldsOf stores here.
	}
	policies, managed := spec.FieldByName("ManagementPolicies")
	forProvider, parameters := spec.FieldByName("ForProvider")
	initProvider, initial := spec.FieldByName("InitProvider")
	if !managed || !parameters || !initial {
		return specFields{}, fmt.Errorf("cannot find the fields of a managed resource in %s", spec)
	}
	_, taggable := forProvider.Type.FieldByName("Tags")
	out := specFields{policies.Index, forProvider.Index, initProvider.Index, taggable}
	knownFields.Store(spec, out)
	return out, nil
}

// policies returns the management policies of a spec.
func (f specFields) policies(spec reflect.Value) xpv1.ManagementPolicies {
	field := spec.FieldByIndex(f.managementPolicies)
	if field.Len() == 0 {
		return nil
	}
	policies, _ := field.Interface().(xpv1.ManagementPolicies)
	return policies
}

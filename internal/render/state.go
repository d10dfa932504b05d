package render

import (
	"fmt"
	"math"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// observedState returns the observed state of a request.
func observedState(xr *unstructured.Unstructured, observed map[string]*unstructured.Unstructured) (*fnv1.State, error) {
	composite, err := toStruct(xr)
	if err != nil {
		return nil, fmt.Errorf("cannot add the composite to a request: %w", err)
	}
	state := &fnv1.State{Composite: &fnv1.Resource{Resource: composite}, Resources: map[string]*fnv1.Resource{}}
	for name, o := range observed {
		s, err := toStruct(o)
		if err != nil {
			return nil, fmt.Errorf("cannot add observed resource %q to a request: %w", name, err)
		}
		state.Resources[name] = &fnv1.Resource{Resource: s}
	}
	return state, nil
}

// toStruct returns an object in the form in which functions receive it.
func toStruct(o *unstructured.Unstructured) (*structpb.Struct, error) {
	return structpb.NewStruct(o.Object)
}

// toObject reverses toStruct. Protobuf has one type of number, whereas
// Kubernetes objects have integers and fractions.
func toObject(s *structpb.Struct) *unstructured.Unstructured {
	object, _ := withIntegers(s.AsMap()).(map[string]any)
	return &unstructured.Unstructured{Object: object}
}

func withIntegers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = withIntegers(v[key])
		}
	case []any:
		for i := range v {
			v[i] = withIntegers(v[i])
		}
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v)
		}
	}
	return v
}

package emit

import (
	"reflect"

	"google.golang.org/protobuf/types/known/structpb"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// A Usage keeps one composed resource until another is deleted: Crossplane
// refuses to delete the one while the other exists.
//
// The type is declared here because the module with Crossplane's own type would
// add all of Crossplane's dependencies.
// https://docs.crossplane.io/latest/managed-resources/usages/
type Usage struct {
	metav1.ObjectMeta

	// Of is the resource that is kept, By the one that uses it.
	Of, By Used

	// Reason explains the Usage to users.
	Reason string

	// Replay repeats a refused deletion once nothing uses the resource.
	Replay bool
}

// A Used is one side of a Usage: a composed resource, and one of the provider's
// namespaced types for its kind.
type Used struct {
	Key  name.Key
	Kind metav1.Object
}

const protection = "protection.crossplane.io/v1beta1"

// usage returns the wire form of a Usage. It is not one of the provider's
// kinds, and has two kinds for the two families.
func (t Target) usage(k name.Key, u *Usage) (*structpb.Struct, error) {
	of, err := t.used(u.Of)
	if err != nil {
		return nil, err
	}
	by, err := t.used(u.By)
	if err != nil {
		return nil, err
	}
	kind := "ClusterUsage"
	if t.Namespaced {
		kind = "Usage"
	}
	return object(protection, kind, t.metadata(k, u), &structpb.Struct{Fields: map[string]*structpb.Value{
		"of":             of,
		"by":             by,
		"reason":         structpb.NewStringValue(u.Reason),
		"replayDeletion": structpb.NewBoolValue(u.Replay),
	}}), nil
}

func (t Target) used(u Used) (*structpb.Value, error) {
	apiVersion, kind, err := kindOf(reflect.TypeOf(u.Kind).Elem(), t.Namespaced)
	if err != nil {
		return nil, err
	}
	return structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{
		"apiVersion":  structpb.NewStringValue(apiVersion),
		"kind":        structpb.NewStringValue(kind),
		"resourceRef": texts(map[string]string{"name": t.Names.Object(u.Key)}),
	}}), nil
}

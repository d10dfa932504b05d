package emit

import (
	"reflect"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
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
func (t Target) usage(k name.Key, u *Usage) (wire.Object, error) {
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
	spec := wire.New().
		AppendObject("of", of).
		AppendObject("by", by).
		AppendText("reason", u.Reason).
		Append("replayDeletion", wire.Bool(u.Replay))
	return object(protection, kind, t.metadata(k, ""), spec), nil
}

func (t Target) used(u Used) (wire.Object, error) {
	apiVersion, kind, err := kindOf(reflect.TypeOf(u.Kind).Elem(), t.Namespaced)
	if err != nil {
		return nil, err
	}
	return wire.New().
		AppendText("apiVersion", apiVersion).
		AppendText("kind", kind).
		AppendObject("resourceRef", wire.Object{}.AppendText("name", t.Names.Object(u.Key))), nil
}

package simulatedprovider

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
)

const (
	finalizer    = "finalizer.managedresource.crossplane.io"
	externalName = "crossplane.io/external-name"
	fieldManager = "simulated-aws"
)

func (p *Provider) of(m managed) dynamic.ResourceInterface {
	if m.GetNamespace() == "" {
		return p.client.Resource(m.resource)
	}
	return p.client.Resource(m.resource).Namespace(m.GetNamespace())
}

// write writes the changes of a report to an object: a finalizer, the external
// name and resolved references first, then the status. Unchanged values are not
// written, so that no watch is triggered without a change.
func (p *Provider) write(ctx context.Context, m managed, report *unstructured.Unstructured) error {
	current := m.DeepCopy()
	if !slices.Contains(current.GetFinalizers(), finalizer) {
		current.SetFinalizers(append(current.GetFinalizers(), finalizer))
	}
	if name := report.GetAnnotations()[externalName]; name != "" {
		annotations := maps.Clone(current.GetAnnotations())
		if annotations == nil {
			annotations = map[string]string{}
		}
		annotations[externalName] = name
		current.SetAnnotations(annotations)
	}
	spec, err := normal(report.Object["spec"])
	if err != nil {
		return err
	}
	current.Object["spec"] = spec
	if !reflect.DeepEqual(current.Object, m.Object) {
		if current, err = p.of(m).Update(ctx, current, metav1.UpdateOptions{FieldManager: fieldManager}); err != nil {
			return err
		}
	}
	status, err := normal(report.Object["status"])
	stamp(status, current.GetGeneration())
	if err != nil || status == nil || reflect.DeepEqual(status, m.Object["status"]) {
		return err
	}
	current.Object["status"] = status
	_, err = p.of(m).UpdateStatus(ctx, current, metav1.UpdateOptions{FieldManager: fieldManager})
	return err
}

// stamp sets the observed generation of conditions, as the provider does.
func stamp(status any, generation int64) {
	fields, _ := status.(map[string]any)
	conditions, _ := fields["conditions"].([]any)
	for _, c := range conditions {
		if c, ok := c.(map[string]any); ok {
			c["observedGeneration"] = generation
		}
	}
}

// ignoreConflict drops errors about concurrent changes, which the next turn
// sees.
func ignoreConflict(err error) error {
	if apierrors.IsConflict(err) || apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

// normal returns a value with the types that decoding gives it.
func normal(v any) (any, error) {
	if v == nil {
		return nil, nil //nolint:nilnil // Nil is nil in any form.
	}
	data, err := json.Marshal(map[string]any{"apiVersion": "v1", "kind": "Value", "value": v})
	if err != nil {
		return nil, fmt.Errorf("cannot write report: %w", err)
	}
	o := &unstructured.Unstructured{}
	if err := o.UnmarshalJSON(data); err != nil {
		return nil, fmt.Errorf("cannot write report: %w", err)
	}
	return o.Object["value"], nil
}

package render

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A Reconciler reconciles a composite once, as Crossplane does: it runs the
// pipeline. The result does not include the fields that Crossplane adds for its
// own use: owner references and the labels that name composite and claim.
type Reconciler interface {
	// Reconcile runs the pipeline. It returns a *FatalError when a function
	// returns a fatal result.
	Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*Result, error)
}

// A Result is the output of the pipeline.
type Result struct {
	// Composite has the status that the functions set, and the conditions.
	Composite *unstructured.Unstructured

	// Resources are desired, in the order of their names in the composition.
	Resources []*unstructured.Unstructured

	// Messages are the results that were not fatal.
	Messages []Message

	// Reconciles is the number of reconciles so far.
	Reconciles int
}

// A Severity is the severity of a result.
type Severity string

// The severities that do not end a reconcile.
const (
	SeverityNormal  Severity = "normal"
	SeverityWarning Severity = "warning"
)

// A Message is a result that a function returned.
type Message struct {
	Severity Severity
	Step     string
	Text     string
}

// A FatalError is a fatal result, which ended the pipeline.
type FatalError struct {
	Step string
	Text string
}

// Error returns the function's message, and its step.
func (e *FatalError) Error() string {
	return fmt.Sprintf("step %s: %s", e.Step, e.Text)
}

// resourceName returns an object's name in the composition.
func resourceName(o *unstructured.Unstructured) string {
	return o.GetAnnotations()[annotationResourceName]
}

const annotationResourceName = "crossplane.io/composition-resource-name"

// canonical removes the fields that Crossplane adds from a desired resource.
func canonical(o *unstructured.Unstructured) *unstructured.Unstructured {
	o.SetOwnerReferences(nil)
	o.SetGenerateName("")
	labels := o.GetLabels()
	delete(labels, labelComposite)
	delete(labels, labelClaimName)
	delete(labels, labelClaimNamespace)
	if len(labels) == 0 {
		labels = nil
	}
	o.SetLabels(labels)
	return o
}

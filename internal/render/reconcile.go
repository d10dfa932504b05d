package render

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A Reconciler does what Crossplane does with a composite in one reconcile: it
// runs the pipeline. What Crossplane would then add to the result only to find
// it again is not part of it: owner references and the labels that name
// composite and claim.
type Reconciler interface {
	// Reconcile runs the pipeline. It returns a *FatalError when a function
	// returns a fatal result.
	Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*Result, error)
}

// A Result is what comes out of the pipeline.
type Result struct {
	// Composite has the status that the functions want, and the conditions.
	Composite *unstructured.Unstructured

	// Resources are desired, in the order of their names in the composition.
	Resources []*unstructured.Unstructured

	// Messages are the results that were not fatal.
	Messages []Message

	// Reconciles is how many it took to get here.
	Reconciles int
}

// A Severity says how bad a result is.
type Severity string

// The severities that end no reconcile.
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

// A FatalError is a fatal result. It ended the pipeline.
type FatalError struct {
	Step string
	Text string
}

// Error is what the function said, and where.
func (e *FatalError) Error() string {
	return fmt.Sprintf("step %s: %s", e.Step, e.Text)
}

// resourceName is an object's name in the composition.
func resourceName(o *unstructured.Unstructured) string {
	return o.GetAnnotations()[annotationResourceName]
}

const annotationResourceName = "crossplane.io/composition-resource-name"

// canonical removes from a desired resource what Crossplane adds for itself.
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

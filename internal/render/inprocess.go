package render

import (
	"context"
	"fmt"
	"maps"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A Step is one step of a pipeline.
type Step struct {
	Name     string
	Function fnv1.FunctionRunnerServiceServer
}

// InProcess reconciles by calling functions as Crossplane does, without
// processes and without gRPC: the result equals that of CLI. Tests that
// reconcile thousands of times use it. It does not apply the defaults of an
// XRD.
type InProcess struct {
	Steps []Step
}

var _ Reconciler = &InProcess{}

// Reconcile runs the pipeline.
func (p *InProcess) Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*Result, error) {
	was, err := byResourceName(observed)
	if err != nil {
		return nil, err
	}
	state, err := observedState(xr, was)
	if err != nil {
		return nil, err
	}
	run := &pipelineRun{
		observed: state,
		desired:  &fnv1.State{},
		context:  &structpb.Struct{Fields: map[string]*structpb.Value{}},
		result:   &Result{Reconciles: 1},
	}
	for _, s := range p.Steps {
		if err := run.step(ctx, s); err != nil {
			return run.result, err
		}
	}
	return run.finish(xr, was), nil
}

// A pipelineRun is the state that one step passes to the next.
type pipelineRun struct {
	observed, desired *fnv1.State
	context           *structpb.Struct
	conditions        []*fnv1.Condition
	result            *Result
}

func (r *pipelineRun) step(ctx context.Context, s Step) error {
	rsp, err := s.Function.RunFunction(ctx, &fnv1.RunFunctionRequest{
		Meta: &fnv1.RequestMeta{Capabilities: []fnv1.Capability{
			fnv1.Capability_CAPABILITY_CAPABILITIES,
			fnv1.Capability_CAPABILITY_REQUIRED_RESOURCES,
			fnv1.Capability_CAPABILITY_CREDENTIALS,
			fnv1.Capability_CAPABILITY_CONDITIONS,
			fnv1.Capability_CAPABILITY_REQUIRED_SCHEMAS,
		}},
		Observed: r.observed,
		Desired:  r.desired,
		Context:  r.context,
	})
	if err != nil {
		return fmt.Errorf("cannot run pipeline step %q: %w", s.Name, err)
	}
	r.desired, r.context = rsp.GetDesired(), rsp.GetContext()
	for _, c := range rsp.GetConditions() {
		// Crossplane would give it a new time in each reconcile, and reconcile
		// continuously.
		if slices.ContainsFunc(r.conditions, func(was *fnv1.Condition) bool { return was.GetType() == c.GetType() }) {
			return fmt.Errorf("pipeline step %q sets the condition %s, which was set in the same reconcile", s.Name, c.GetType())
		}
		r.conditions = append(r.conditions, c)
	}
	for _, m := range rsp.GetResults() {
		switch m.GetSeverity() {
		case fnv1.Severity_SEVERITY_FATAL:
			return &FatalError{Step: s.Name, Text: m.GetMessage()}
		case fnv1.Severity_SEVERITY_WARNING:
			r.result.Messages = append(r.result.Messages, Message{Severity: SeverityWarning, Step: s.Name, Text: m.GetMessage()})
		case fnv1.Severity_SEVERITY_NORMAL, fnv1.Severity_SEVERITY_UNSPECIFIED:
			r.result.Messages = append(r.result.Messages, Message{Severity: SeverityNormal, Step: s.Name, Text: m.GetMessage()})
		}
	}
	return nil
}

// finish returns the desired state as objects, with the metadata that
// Crossplane sets: the name in the composition, the namespace of the composite,
// and the name of an existing resource.
func (r *pipelineRun) finish(xr *unstructured.Unstructured, was map[string]*unstructured.Unstructured) *Result {
	for _, name := range slices.Sorted(maps.Keys(r.desired.GetResources())) {
		o := toObject(r.desired.GetResources()[name].GetResource())
		if w := was[name]; w != nil {
			o.SetName(w.GetName())
			o.SetNamespace(w.GetNamespace())
		}
		if xr.GetNamespace() != "" {
			o.SetNamespace(xr.GetNamespace())
		}
		annotations := o.GetAnnotations()
		if annotations == nil {
			annotations = map[string]string{}
		}
		annotations[annotationResourceName] = name
		o.SetAnnotations(annotations)
		r.result.Resources = append(r.result.Resources, canonical(o))
	}
	out := withStatus(xr, toObject(r.desired.GetComposite().GetResource()))
	for _, c := range r.compositeConditions() {
		setCondition(out, c)
	}
	r.result.Composite = out
	return r.result
}

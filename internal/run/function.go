// Package run implements the contract with Crossplane for all functions: it
// reads a request, calls a function to compose, and writes the response. A
// user's mistakes result in a refusal that names every fault and changes no
// existing resource.
package run

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Function composes a part of a platform, or several.
type Function struct {
	// Condition is the type of the condition that the function sets, such as
	// NetworkReady.
	Condition string

	// Compose turns a platform into resources.
	Compose func(Input) (Output, error)

	// MaxResources limits the number of resources of a platform; 0 sets no
	// limit.
	MaxResources int

	// Sealed encodes the objects of responses, for callers at the other end of
	// a network: callers in process cannot read them then.
	Sealed bool

	// parts are composed instead of Compose, each over the desired resources of
	// those before it.
	parts []*Function

	specs specs

	fnv1.UnimplementedFunctionRunnerServiceServer
}

// Together returns a function that composes several parts in one call. Observed
// resources are sent and read once, and the response is that of a pipeline in
// which each part is a step.
func Together(parts ...*Function) *Function {
	return &Function{Condition: parts[0].Condition, parts: parts}
}

// An Input contains the values that a function composes from.
type Input struct {
	Platform plan.Platform
	Observed live.State
}

// An Output contains the resources that a function desires, and its status.
type Output struct {
	Desired emit.Set

	// Status is the function's own part of the platform's status.
	Status v1alpha1.PlatformStatus

	// Lifecycle describes how resources are handled that are not composed any
	// more.
	plan.Lifecycle

	// Connection contains the connection details of the platform's stores, by
	// the keys of the connection Secret.
	Connection map[string]string

	// Warnings are reported as events on the platform and its claim.
	Warnings []string
}

// RunFunction answers one request. It never returns a gRPC error: Crossplane
// would show the user only that the function failed.
func (f *Function) RunFunction(_ context.Context, req *fnv1.RunFunctionRequest) (*fnv1.RunFunctionResponse, error) {
	return boundMessages(f.answer(req)), nil
}

// A reading contains the decoded parts of a request.
type reading struct {
	xr     composite
	spec   *v1alpha1.PlatformSpec
	faults field.ErrorList
	seen   view
}

// answer reads a request, composes the function or its parts, and limits the
// response to the size that Crossplane accepts.
func (f *Function) answer(req *fnv1.RunFunctionRequest) (rsp *fnv1.RunFunctionResponse) {
	defer f.recoverInto(&rsp, req)
	r := reading{xr: compositeOf(req), seen: viewOf(req)}
	r.spec, r.faults = f.specs.decode(r.xr.Get("spec").Object())
	if len(f.parts) == 0 {
		rsp = f.compose(req, r)
	} else {
		rsp = f.composeParts(req, r)
	}
	if err := f.seal(rsp); err != nil {
		return f.fail(req, "internal error, nothing was changed, please report it: "+err.Error())
	}
	if why := f.tooLarge(rsp); why != "" && !isRefusal(rsp) {
		return f.refuse(req, r.xr, f.newRefusal(why))
	}
	return rsp
}

// recoverInto answers for a function that panics.
func (f *Function) recoverInto(rsp **fnv1.RunFunctionResponse, req *fnv1.RunFunctionRequest) {
	if r := recover(); r != nil {
		// The stack differs from run to run, and would change the platform's
		// status every time, so it is only logged.
		fmt.Fprintf(os.Stderr, "panic: %v\n%s", r, debug.Stack())
		*rsp = f.fail(req, fmt.Sprintf("internal error, nothing was changed, please report it with the function's log: %v", r))
	}
}

// compose responds with the desired resources of the function's own part.
func (f *Function) compose(req *fnv1.RunFunctionRequest, r reading) (rsp *fnv1.RunFunctionResponse) {
	defer f.recoverInto(&rsp, req)
	if rsp := heldResponse(req); rsp != nil {
		return rsp
	}
	if len(r.faults) > 0 {
		return f.refuse(req, r.xr, describe(r.faults))
	}
	in := Input{Platform: r.xr.platform(r.spec), Observed: live.Of(r.seen)}
	out, err := f.Compose(in)
	if err != nil {
		return f.refuse(req, r.xr, f.newRefusal(err.Error()))
	}
	rsp, err = f.respond(req, r.xr, r.seen, in, out)
	if err != nil {
		return f.fail(req, "internal error, nothing was changed, please report it: "+err.Error())
	}
	return rsp
}

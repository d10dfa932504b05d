// Package run is the contract with Crossplane, once for all functions: it
// reads a request, has a function compose, and writes the response. What a
// user did wrong becomes a refusal that names every fault; nothing that exists
// is touched by it.
package run

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Function composes one part of a platform.
type Function struct {
	// Condition is the type of the condition under which the function reports,
	// such as NetworkReady.
	Condition string

	// Compose turns a platform into resources.
	Compose func(Input) (Output, error)

	// MaxResources is how many resources a platform may have; 0 sets no limit.
	MaxResources int

	// Sealed has the objects of answers encoded, for callers at the other end of a
	// network: others cannot read them then.
	Sealed bool

	specs specs

	fnv1.UnimplementedFunctionRunnerServiceServer
}

// An Input is what a function composes from.
type Input struct {
	Platform plan.Platform
	Observed observed.View
}

// An Output is what a function wants.
type Output struct {
	Desired emit.Set

	// Retained are the keys that stay in AWS when the platform is deleted.
	Retained map[name.Key]bool

	// Status is the function's own part of the platform's status.
	Status v1alpha1.PlatformStatus

	// Pending is what is still to happen to resources that exist, beside what
	// they say of themselves.
	Pending []string

	// RolledBack is what AWS took back, and what would make it try again.
	RolledBack []string

	// Held is what stays although the claim no longer has it, and what the user
	// can do about it.
	Held []string
	// Connection is how the platform's stores are reached, by the keys of the
	// connection Secret.
	Connection map[string]string

	// Warnings become events on the platform and its claim.
	Warnings []string
}

// RunFunction answers one request. It never returns a gRPC error: Crossplane
// would show the user only that the function failed.
func (f *Function) RunFunction(_ context.Context, req *fnv1.RunFunctionRequest) (*fnv1.RunFunctionResponse, error) {
	return bound(f.answer(req)), nil
}

func (f *Function) answer(req *fnv1.RunFunctionRequest) (rsp *fnv1.RunFunctionResponse) {
	defer func() {
		if r := recover(); r != nil {
			// The stack differs from run to run, and would change the platform's
			// status every time: it belongs in the log.
			fmt.Fprintf(os.Stderr, "panic: %v\n%s", r, debug.Stack())
			rsp = f.fail(req, fmt.Sprintf("internal error, nothing was changed, please report it with the function's log: %v", r))
		}
	}()
	if rsp := held(req); rsp != nil {
		return rsp
	}
	xr := compositeOf(req)
	spec, faults := f.specs.decode(xr.Get("spec").Object())
	if len(faults) > 0 {
		return f.refuse(req, xr, describe(faults))
	}
	seen := viewOf(req)
	in := Input{Platform: xr.platform(spec), Observed: seen}
	out, err := f.Compose(in)
	if err != nil {
		return f.refuse(req, xr, f.refused(err.Error()))
	}
	rsp, err = f.respond(req, xr, seen, in, out)
	if err != nil {
		return f.fail(req, "internal error, nothing was changed, please report it: "+err.Error())
	}
	if err := f.seal(rsp); err != nil {
		return f.fail(req, "internal error, nothing was changed, please report it: "+err.Error())
	}
	if why := f.tooLarge(rsp); why != "" {
		return f.refuse(req, xr, f.refused(why))
	}
	return rsp
}

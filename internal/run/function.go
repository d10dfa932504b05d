// Package run is the contract with Crossplane, once for all functions: it
// reads a request, has a function compose, and writes the response. What a
// user did wrong becomes a fatal result that names every fault; nothing that
// exists is lost by it.
package run

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// A Function composes one part of a platform.
type Function struct {
	// Condition is the type of the condition under which the function reports,
	// such as NetworkReady.
	Condition string

	// Compose turns a platform into resources.
	Compose func(Input) (Output, error)

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
func (f *Function) RunFunction(_ context.Context, req *fnv1.RunFunctionRequest) (rsp *fnv1.RunFunctionResponse, _ error) {
	defer func() {
		if r := recover(); r != nil {
			// The stack differs from run to run, and would change the platform's
			// status every time: it belongs in the log.
			fmt.Fprintf(os.Stderr, "panic: %v\n%s", r, debug.Stack())
			rsp = f.fatal(req, reasonInternal, fmt.Sprintf("internal error, nothing was changed, please report it with the function's log: %v", r))
		}
	}()
	xr := compositeOf(req)
	spec, faults := f.specs.decode(xr.Get("spec").Object())
	if len(faults) > 0 {
		return f.fatal(req, reasonInvalid, describe(faults)), nil
	}
	seen := viewOf(req)
	in := Input{Platform: xr.platform(spec), Observed: seen}
	out, err := f.Compose(in)
	if err != nil {
		return f.fatal(req, reasonInvalid, err.Error()), nil
	}
	rsp, err = f.respond(req, xr, seen, in, out)
	if err != nil {
		return f.fatal(req, reasonInternal, "internal error, nothing was changed, please report it: "+err.Error()), nil
	}
	if size := wire.Size(rsp); size > maxResponse {
		return f.fatal(req, reasonInvalid, tooLarge(size, len(rsp.GetDesired().GetResources()))), nil
	}
	return rsp, nil
}

// describe lists every fault of a spec on a line of its own.
func describe(faults field.ErrorList) string {
	lines := make([]string, 0, len(faults)+1)
	lines = append(lines, "the spec is invalid, nothing was changed:")
	for _, f := range faults {
		lines = append(lines, "- "+f.Error())
	}
	return strings.Join(lines, "\n")
}

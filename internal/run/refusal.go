package run

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// A refusal holds the faults because of which a spec is not composed, by the
// condition of the part that they are about.
type refusal map[string]string

// newRefusal returns a refusal with one fault.
func (f *Function) newRefusal(fault string) refusal {
	return refusal{partOf(fault, f.Condition): fault}
}

// describe returns a refusal that lists every fault of a spec on a line of its
// own, for each part.
func describe(faults field.ErrorList) refusal {
	lines := map[string][]string{}
	for _, fault := range faults {
		part := partOf(fault.Field, NetworkReady)
		if len(lines[part]) == 0 {
			lines[part] = []string{"the spec is invalid, nothing was changed:"}
		}
		lines[part] = append(lines[part], "- "+fault.Error())
	}
	r := refusal{}
	for part, all := range lines {
		r[part] = strings.Join(all, "\n")
	}
	return r
}

// String returns all faults, part by part.
func (r refusal) String() string {
	all := make([]string, 0, len(r))
	for _, part := range r.parts() {
		all = append(all, r[part])
	}
	return strings.Join(all, "\n")
}

// parts returns the parts with faults, in the order of the Compositions.
func (r refusal) parts() []string {
	return slices.SortedFunc(maps.Keys(r), func(a, b string) int { return slices.Index(parts, a) - slices.Index(parts, b) })
}

// refuse responds to a spec that is refused, so that nothing changes.
//
// The first response is a fatal result. It leaves Ready unchanged, so every
// further response replaces the result of the pipeline: it contains all
// observed resources as Crossplane last applied them, and a composite that is
// not ready. By then one reconcile has changed nothing, and the observed
// resources are no older than the applied ones. If that cannot be determined
// for a resource, the response stays fatal
// (docs/decisions/0055-refused-specs-are-held.md).
func (f *Function) refuse(req *fnv1.RunFunctionRequest, xr composite, r refusal) *fnv1.RunFunctionResponse {
	if xr.refused() {
		if rsp := f.hold(req, xr); rsp != nil {
			f.report(rsp, r)
			return rsp
		}
	}
	rsp := response.To(req, ttlUnsettled)
	rsp.Desired = nil // It may be too large to send, and Crossplane does not need it.
	f.report(rsp, r)
	response.Fatal(rsp, errors.New(r.String()))
	return rsp
}

// report sets the condition of every part that has none yet, and emits an
// event, on the claim too: Crossplane itself emits events about a fatal result
// on the composite only. Parts before this one have reported their state with
// the new spec.
func (f *Function) report(rsp *fnv1.RunFunctionResponse, r refusal) {
	response.Warning(rsp, errors.New(r.String())).TargetCompositeAndClaim()
	elsewhere := strings.Join(r.parts(), ", ")
	for _, part := range parts {
		reason, message := reasonInvalid, r[part]
		if message == "" {
			reason, message = reasonWaitingForSpec, "unchanged until the spec is corrected: see "+elsewhere
		}
		if hasCondition(rsp, part) {
			continue
		}
		response.ConditionFalse(rsp, part, reason).WithMessage(message).TargetCompositeAndClaim()
	}
	response.ConditionFalse(rsp, PlatformReady, reasonInvalid).WithMessage(r.summary()).TargetCompositeAndClaim()
}

// summary returns the first fault, for a column of kubectl get.
func (r refusal) summary() string {
	lines := strings.Split(r[r.parts()[0]], "\n")
	first := strings.TrimPrefix(lines[min(1, len(lines)-1)], "- ")
	return fmt.Sprintf("%s (see %s)", truncate(first), strings.Join(r.parts(), ", "))
}

// hold responds with the resources as Crossplane last applied them, and nothing
// else, whatever earlier functions desired. It returns nil if that is not known
// for every resource, if the composite refers to one that is not observed, or
// if the response is too large to send.
func (f *Function) hold(req *fnv1.RunFunctionRequest, xr composite) *fnv1.RunFunctionResponse {
	seen := viewOf(req)
	if !xr.refersOnlyTo(seen) {
		return nil
	}
	rsp := response.To(req, ttlUnsettled)
	rsp.Desired = &fnv1.State{
		Resources: map[string]*fnv1.Resource{},
		Composite: &fnv1.Resource{
			Resource:          xr.withStatus(),
			ConnectionDetails: wire.DetailsOf(req.GetObserved().GetComposite()),
			Ready:             fnv1.Ready_READY_FALSE,
		},
	}
	for _, k := range seen.keys {
		o := seen.object(k)
		last, ok := applied(o)
		if !ok {
			return nil
		}
		// Resources that were created since the last reconcile still get their
		// external name: without it, the provider would create them again after
		// a restart.
		rsp.Desired.Resources[string(k)] = wire.Sealed(emit.AddExternalName(wire.Encode(last), o), seen.readiness(k))
	}
	setContext(rsp, contextHeld, structpb.NewBoolValue(true))
	if f.seal(rsp) != nil || proto.Size(rsp) > maxResponse {
		return nil
	}
	return rsp
}

// contextHeld tells functions after the one that refused to change nothing.
const contextHeld = "xplatform.dev/held"

// isRefusal reports whether a response is a refusal, which changes nothing.
func isRefusal(rsp *fnv1.RunFunctionResponse) bool {
	return rsp.GetContext().GetFields()[contextHeld].GetBoolValue() || slices.ContainsFunc(rsp.GetResults(), isFatal)
}

// heldResponse returns the response of a function after one that has refused.
func heldResponse(req *fnv1.RunFunctionRequest) *fnv1.RunFunctionResponse {
	if !req.GetContext().GetFields()[contextHeld].GetBoolValue() {
		return nil
	}
	return response.To(req, ttlUnsettled)
}

// fail responds to an error of the function itself. No state is known then that
// could be held.
func (f *Function) fail(req *fnv1.RunFunctionRequest, message string) *fnv1.RunFunctionResponse {
	rsp := response.To(req, ttlUnsettled)
	rsp.Desired = nil
	response.Warning(rsp, errors.New(message)).TargetCompositeAndClaim()
	for _, part := range parts {
		if part != f.Condition && !hasCondition(rsp, part) {
			response.ConditionFalse(rsp, part, reasonWaiting).WithMessage("unchanged until " + f.Condition + " can be determined").TargetCompositeAndClaim()
		}
	}
	response.ConditionFalse(rsp, f.Condition, reasonInternal).WithMessage(message).TargetCompositeAndClaim()
	response.ConditionFalse(rsp, PlatformReady, reasonInternal).WithMessage(message).TargetCompositeAndClaim()
	response.Fatal(rsp, errors.New(message))
	return rsp
}

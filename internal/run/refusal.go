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

// A refusal is why a spec is not composed from: what is wrong, by the condition
// of the part that it is about.
type refusal map[string]string

// refused is a refusal for one reason.
func (f *Function) refused(fault string) refusal {
	return refusal{partOf(fault, f.Condition): fault}
}

// describe lists every fault of a spec on a line of its own, for each part.
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

// String has everything that is wrong, part by part.
func (r refusal) String() string {
	all := make([]string, 0, len(r))
	for _, part := range r.parts() {
		all = append(all, r[part])
	}
	return strings.Join(all, "\n")
}

// parts are the parts at fault, in the order of the Compositions.
func (r refusal) parts() []string {
	return slices.SortedFunc(maps.Keys(r), func(a, b string) int { return slices.Index(parts, a) - slices.Index(parts, b) })
}

// refuse answers a spec that is refused, so that nothing changes.
//
// The first answer is a fatal result. It leaves Ready as it was, and so every
// further one takes the place of the pipeline's result: everything observed as
// Crossplane last applied it, and a composite that is not ready. By then one
// reconcile has changed nothing, and what is observed is no older than what was
// last applied. Where that cannot be told of a resource, the answer stays fatal
// (docs/decisions/0055-refused-specs-are-held.md).
func (f *Function) refuse(req *fnv1.RunFunctionRequest, xr composite, r refusal) *fnv1.RunFunctionResponse {
	if xr.refused() {
		if rsp := f.hold(req, xr); rsp != nil {
			f.report(rsp, r)
			return rsp
		}
	}
	rsp := response.To(req, ttlUnsettled)
	rsp.Desired = nil // It may be too much to send, and Crossplane needs none of it.
	f.report(rsp, r)
	response.Fatal(rsp, errors.New(r.String()))
	return rsp
}

// report gives every part its condition that has none yet, and tells people by an
// event, on the claim too: Crossplane itself tells only the composite of a fatal
// result. Parts before this one have said how they stand, with the new spec.
func (f *Function) report(rsp *fnv1.RunFunctionResponse, r refusal) {
	response.Warning(rsp, errors.New(r.String())).TargetCompositeAndClaim()
	elsewhere := strings.Join(r.parts(), ", ")
	for _, part := range parts {
		reason, message := reasonInvalid, r[part]
		if message == "" {
			reason, message = reasonWaitingForSpec, "unchanged until the spec is corrected: see "+elsewhere
		}
		if reported(rsp, part) {
			continue
		}
		response.ConditionFalse(rsp, part, reason).WithMessage(message).TargetCompositeAndClaim()
	}
	response.ConditionFalse(rsp, PlatformReady, reasonInvalid).WithMessage(r.summary()).TargetCompositeAndClaim()
}

// summary is the first fault, for a column of kubectl get.
func (r refusal) summary() string {
	lines := strings.Split(r[r.parts()[0]], "\n")
	first := strings.TrimPrefix(lines[min(1, len(lines)-1)], "- ")
	return fmt.Sprintf("%s (see %s)", truncate(first), strings.Join(r.parts(), ", "))
}

// hold has Crossplane apply what it applied last, and nothing else, whatever
// other functions asked for before. It returns nil where that is not known of
// every resource, where the composite refers to one that is not observed, or where
// it is too much to send.
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
	for k, o := range seen {
		last, ok := applied(o)
		if !ok {
			return nil
		}
		// What was created since the last reconcile gets its external name all the
		// same: without it, a restart of the provider would create it again.
		emit.AddExternalName(last, o)
		rsp.Desired.Resources[string(k)] = &fnv1.Resource{Resource: last, Ready: seen.readiness(k)}
	}
	tell(rsp, contextHeld, structpb.NewBoolValue(true))
	if f.seal(rsp) != nil || proto.Size(rsp) > maxResponse {
		return nil
	}
	return rsp
}

// contextHeld tells functions behind the one that refused to leave everything
// as it is.
const contextHeld = "xplatform.dev/held"

// isRefusal reports whether an answer has nothing changed.
func isRefusal(rsp *fnv1.RunFunctionResponse) bool {
	return rsp.GetContext().GetFields()[contextHeld].GetBoolValue() || slices.ContainsFunc(rsp.GetResults(), isFatal)
}

// held answers a function behind one that has refused.
func held(req *fnv1.RunFunctionRequest) *fnv1.RunFunctionResponse {
	if !req.GetContext().GetFields()[contextHeld].GetBoolValue() {
		return nil
	}
	return response.To(req, ttlUnsettled)
}

// fail answers where the function itself is at fault. Nothing is known then that
// could be held.
func (f *Function) fail(req *fnv1.RunFunctionRequest, message string) *fnv1.RunFunctionResponse {
	rsp := response.To(req, ttlUnsettled)
	rsp.Desired = nil
	response.Warning(rsp, errors.New(message)).TargetCompositeAndClaim()
	for _, part := range parts {
		if part != f.Condition && !reported(rsp, part) {
			response.ConditionFalse(rsp, part, reasonWaiting).WithMessage("unchanged until " + f.Condition + " can be determined").TargetCompositeAndClaim()
		}
	}
	response.ConditionFalse(rsp, f.Condition, reasonInternal).WithMessage(message).TargetCompositeAndClaim()
	response.ConditionFalse(rsp, PlatformReady, reasonInternal).WithMessage(message).TargetCompositeAndClaim()
	response.Fatal(rsp, errors.New(message))
	return rsp
}

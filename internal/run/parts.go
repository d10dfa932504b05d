package run

import (
	"maps"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
)

// composeParts answers as Crossplane does for a pipeline: each part is asked with
// what those before it desire, and a fatal result ends it.
func (f *Function) composeParts(req *fnv1.RunFunctionRequest, r reading) *fnv1.RunFunctionResponse {
	all := &fnv1.RunFunctionResponse{}
	next := &fnv1.RunFunctionRequest{
		Meta: req.GetMeta(), Input: req.GetInput(), Credentials: req.GetCredentials(),
		Observed: req.GetObserved(), Desired: req.GetDesired(), Context: req.GetContext(),
		RequiredResources: req.GetRequiredResources(), RequiredSchemas: req.GetRequiredSchemas(),
	}
	for _, part := range f.parts {
		rsp := part.compose(next, r)
		join(all, rsp)
		if slices.ContainsFunc(rsp.GetResults(), isFatal) {
			break
		}
		next.Desired, next.Context = rsp.GetDesired(), rsp.GetContext()
	}
	return all
}

func isFatal(r *fnv1.Result) bool { return r.GetSeverity() == fnv1.Severity_SEVERITY_FATAL }

// join adds the answer of a further part, which has what those before it desire. The
// whole is to be asked again as soon as any of them wants to be.
func join(all, part *fnv1.RunFunctionResponse) {
	if all.Meta == nil || part.GetMeta().GetTtl().AsDuration() < all.GetMeta().GetTtl().AsDuration() {
		all.Meta = part.GetMeta()
	}
	all.Desired, all.Context = part.GetDesired(), part.GetContext()
	all.Results = append(all.Results, part.GetResults()...)
	all.Conditions = append(all.Conditions, part.GetConditions()...)
	required := part.GetRequirements().GetResources()
	if len(required) == 0 {
		return
	}
	if all.Requirements == nil {
		all.Requirements = &fnv1.Requirements{Resources: map[string]*fnv1.ResourceSelector{}}
	}
	maps.Copy(all.GetRequirements().GetResources(), required)
}

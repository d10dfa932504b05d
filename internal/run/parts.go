package run

import (
	"maps"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
)

// composeParts calls the parts as Crossplane calls the steps of a pipeline:
// each receives the desired resources of those before it, and a fatal result
// ends it.
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

// join adds the response of another part, which includes the desired resources
// of those before it. The shortest TTL of all parts applies.
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

package edge

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A WebACL inspects every request.
type WebACL struct {
	Key             name.Key
	ARN             string
	LoadBalancerARN string

	// BlockedOn says what must be known before it can be associated.
	BlockedOn plan.Blockers
}

// planWebACL associates the claim's web ACL. AWS keeps one association for each
// load balancer: another web ACL takes the place of the one before, whose own
// association is released once the new one stands, and then leaves without
// undoing it.
func (e *Plan) planWebACL(seen live.State) {
	arn, lb := e.Spec.Edge.WebACLARN, seen.ARN(name.LoadBalancer)
	if arn == "" {
		return
	}
	e.WebACL = &WebACL{
		Key: name.WebACLAssociation(arn, lb), ARN: arn, LoadBalancerARN: lb,
		BlockedOn: plan.ARNBlockers(name.LoadBalancer, lb),
	}
	for _, k := range seen.Keys(name.WebACLs) {
		switch {
		case k == e.WebACL.Key:
		case !seen.Ready(e.WebACL.Key):
			e.Draining = append(e.Draining, k)
		case seen.Deletable(k):
			e.Orphaned = append(e.Orphaned, k)
		}
	}
}

package plan

import (
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A WebACL inspects every request.
type WebACL struct {
	Key             name.Key
	ARN             string
	LoadBalancerARN string

	// Missing says what must be known before it can be associated.
	Missing string
}

// planWebACL associates the claim's web ACL. AWS keeps one association for each
// load balancer: another web ACL takes the place of the one before, whose own
// association leaves once the new one stands, and without undoing it.
func (e *Edge) planWebACL(seen observed.View) {
	arn := e.Spec.Edge.WebACLARN
	if arn == "" {
		return
	}
	e.WebACL = &WebACL{Key: name.WebACLAssociation(arn), ARN: arn, LoadBalancerARN: seen.Status(name.LoadBalancer, "arn")}
	if e.WebACL.LoadBalancerARN == "" {
		e.WebACL.Missing = "the ARN of the load balancer"
	}
	for _, k := range seen.Keys(name.WebACLs) {
		switch {
		case k == e.WebACL.Key:
		case seen.Deletable(k):
			e.Released = append(e.Released, k)
		case !seen.Ready(e.WebACL.Key):
			e.Leaving = append(e.Leaving, k)
		}
	}
}

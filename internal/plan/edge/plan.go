// Package edge decides on the load balancer of a platform: its listeners, rules and
// target groups, certificates, DNS names, access logs, and the rules of its security
// group.
package edge

import (
	"errors"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// An Plan is the platform's load balancer and everything before and behind it.
type Plan struct {
	plan.Platform
	Account plan.Account

	LoadBalancer LoadBalancer
	Ingress      []Ingress
	Egress       []Egress
	HTTPS        Listener
	Rules        []Rule
	TargetGroups []TargetGroup
	TLS          TLS
	AccessLogs   *AccessLogs
	LogBucket    *LogBucket
	WebACL       *WebACL

	plan.Lifecycle
}

// Exists reports whether the claim has an edge. The plan of one that it has no
// longer is its Lifecycle alone.
func (e *Plan) Exists() bool { return e.Spec.Edge != nil }

// New plans the edge of a platform.
func New(p plan.Platform, seen live.State) (Plan, error) {
	e := Plan{Platform: p, Account: plan.AccountOf(p.Spec, seen)}
	if !e.Exists() {
		return e, e.leaveEdge(seen)
	}
	e.Retained = retainedOfEdge(p.Spec)
	rules, err := newRouting(p.Spec.Services, seen)
	if err != nil {
		return Plan{}, err
	}
	e.planAccessLogs(seen)
	e.planLoadBalancer(seen)
	e.planTargetGroups(seen)
	e.planIngress(seen)
	e.planEgress(seen)
	e.planTLS(seen)
	e.planListener(rules, seen)
	e.planWebACL(seen)
	return e, nil
}

// leaveEdge takes an edge down that the claim no longer has: the load balancer
// and its listeners first, then what they used, and its security group once no rule
// of another one names it. AWS refuses to delete a protected load balancer, so
// its protection has to be removed first.
func (e *Plan) leaveEdge(seen live.State) error {
	if protectedEdge(seen) {
		return errors.New("spec.edge: the load balancer is protected against deletion; apply edge.deletionProtection: false, wait until AWS has it, then remove edge")
	}
	var leaving []name.Key
	balancing := seen.Has(name.LoadBalancer)
	if balancing || e.IsPeer(name.LoadBalancerGroup, seen) {
		leaving = append(leaving, name.LoadBalancerGroup)
	}
	if balancing {
		leaving = append(leaving, logBucketKeys...)
	}
	listening := seen.Has(name.ListenerHTTPS)
	if listening {
		leaving = append(leaving, seen.Keys(name.Certificates)...)
	}
	for _, k := range seen.Keys(name.TargetGroups) {
		if listening || seen.MayRegister(k) || scaledBy(k, seen) {
			leaving = append(leaving, k)
		}
	}
	e.Draining = seen.Existing(leaving)
	return nil
}

// protectedEdge reports whether something of the edge may not be deleted, by
// the platform's word or by AWS's.
func protectedEdge(seen live.State) bool {
	if seen.LoadBalancer().DeletionProtected() {
		return true
	}
	ours := append([]name.Key{name.LoadBalancer, name.LoadBalancerGroup}, logBucketKeys...)
	return slices.ContainsFunc(seen.Existing(ours), func(k name.Key) bool { return k != name.AccessLogLifecycle && !seen.Deletable(k) })
}

// retainedOfEdge is the closure of a protected load balancer within the edge:
// what it refers to, and what keeps its bucket private. The lifecycle of the bucket
// is deleted with the bucket: version 2.5 of the provider can neither create nor delete
// one, and its managed resource would stay.
func retainedOfEdge(s *v1alpha1.PlatformSpec) map[name.Key]bool {
	out := map[name.Key]bool{name.AccessLogLifecycle: true}
	if plan.EdgeProtected(s) {
		out[name.LoadBalancer], out[name.LoadBalancerGroup] = true, true
		for _, k := range logBucketKeys {
			out[k] = true
		}
	}
	return out
}

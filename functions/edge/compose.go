// Package edge composes the load balancer of a platform: its listeners, rules
// and target groups, its certificates and DNS records, and its access logs.
package edge

import (
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/run"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// Function returns the composition function.
func Function() *run.Function {
	return &run.Function{Condition: run.EdgeReady, Compose: Compose}
}

// Compose returns the resources of a platform's edge.
func Compose(in run.Input) (run.Output, error) {
	e, err := edge.New(in.Platform, in.Observed)
	if err != nil {
		return run.Output{}, err
	}
	if !e.Exists() {
		return run.Output{Lifecycle: e.Lifecycle}, nil
	}
	var s emit.Set
	addLogBucket(&s, e)
	addLoadBalancer(&s, e)
	addListeners(&s, e)
	addCertificate(&s, e)
	for _, g := range e.TargetGroups {
		s.Add(g.Key, targetGroup(e, g))
	}
	if w := e.WebACL; w != nil {
		s.AddWhenKnown(w.BlockedOn, w.Key, webACLAssociation(e, *w))
	}
	return run.Output{Desired: s, Lifecycle: e.Lifecycle, Status: status(e, in.Observed)}, nil
}

func addLoadBalancer(s *emit.Set, e edge.Plan) {
	s.AddWhenKnown(e.LoadBalancer.BlockedOn, name.LoadBalancer, loadBalancer(e))
	s.Add(name.LoadBalancerGroup, securitygroup.In(e.Platform, e.LoadBalancer.SecurityGroup))
	for _, r := range e.Ingress {
		s.AddWhenKnown(r.BlockedOn, r.Key, ingress(e, r))
	}
	for _, r := range e.Egress {
		s.AddWhenKnown(r.BlockedOn, r.Key, egress(e, r))
	}
}

func addListeners(s *emit.Set, e edge.Plan) {
	s.Add(name.ListenerHTTP, listenerHTTP(e))
	s.AddWhenKnown(e.HTTPS.BlockedOn, name.ListenerHTTPS, listenerHTTPS(e))
	for _, r := range e.Rules {
		s.AddWhenKnown(r.Forward.BlockedOn, r.Key, listenerRule(e, r))
	}
	for _, c := range e.TLS.Further {
		s.Add(c.Key, listenerCertificate(e, c))
	}
}

func addCertificate(s *emit.Set, e edge.Plan) {
	c := e.TLS.Certificate
	if c == nil {
		return
	}
	s.Add(c.Key, certificate(e, *c))
	for _, r := range e.TLS.Records {
		s.Add(r.Key, validationRecord(r))
	}
	s.AddWhenKnown(c.BlockedOn, c.Validation, certificateValidation(e, *c))
	for _, a := range e.TLS.Aliases {
		s.AddWhenKnown(a.BlockedOn, a.Key, alias(a))
	}
}

func addLogBucket(s *emit.Set, e edge.Plan) {
	b := e.LogBucket
	if b == nil {
		return
	}
	s.Add(name.AccessLogBucket, logBucket(e, *b))
	s.AddWhenKnown(b.BlockedOn, name.AccessLogPolicy, logBucketPolicy(e, *b))
	s.Add(name.AccessLogEncryption, logBucketEncryption(e))
	s.Add(name.AccessLogPublicAccess, logBucketPublicAccess(e))
	s.Add(name.AccessLogOwnership, logBucketOwnership(e))
	s.AddPart(name.AccessLogBucket, name.AccessLogLifecycle, logBucketLifecycle(e, *b))
}

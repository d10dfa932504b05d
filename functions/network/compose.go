// Package network composes the VPC of a platform: subnets, gateways, routes,
// endpoints, flow logs, and the encryption key.
package network

import (
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/loggroup"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/run"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// Function returns the composition function.
func Function() *run.Function {
	return &run.Function{Condition: run.NetworkReady, Compose: Compose}
}

// Compose returns the resources of a platform's network.
func Compose(in run.Input) (run.Output, error) {
	n, err := network.New(in.Platform, in.Observed)
	if err != nil {
		return run.Output{}, err
	}
	var s emit.Set
	s.Add(name.VPC, vpc(n))
	addEncryption(&s, n)
	for _, sub := range n.Subnets {
		s.AddWhenKnown(sub.BlockedOn, sub.Key, subnet(n, sub))
	}
	if !n.VPC.Adopted() {
		s.Add(name.DefaultSecurityGroup, defaultSecurityGroup(n))
		addGateways(&s, n)
		addRoutes(&s, n)
		addEndpoints(&s, n)
		addFlowLogs(&s, n)
	}
	return run.Output{
		Desired:   s,
		Lifecycle: n.Lifecycle,
		Status:    status(n, in.Observed),
		Warnings:  n.Warnings,
	}, nil
}

func addGateways(s *emit.Set, n network.Plan) {
	s.Add(name.InternetGateway, internetGateway(n))
	if n.VPC.IPv6 {
		s.Add(name.EgressOnlyGateway, egressOnlyGateway(n))
	}
	for _, a := range n.ElasticIPs {
		s.Add(a.Key, elasticIP(n))
	}
	for _, g := range n.NATGateways {
		s.AddWhenKnown(g.BlockedOn, g.Key, natGateway(n, g))
	}
}

func addRoutes(s *emit.Set, n network.Plan) {
	for _, t := range n.RouteTables {
		s.Add(t.Key, routeTable(n))
	}
	for _, r := range n.Routes {
		s.AddWhenKnown(r.BlockedOn, r.Key, route(n, r))
	}
	for _, a := range n.Associations {
		s.Add(a.Key, association(n, a))
	}
}

func addEndpoints(s *emit.Set, n network.Plan) {
	for _, e := range n.Endpoints {
		s.Add(e.Key, endpoint(n, e))
		for _, t := range e.In {
			if e.Gateway {
				s.Add(t.Key, endpointRoute(n, e, t))
				continue
			}
			s.Add(t.Key, endpointSubnet(n, e, t))
		}
		if !e.Gateway {
			s.Add(name.EndpointGroup(e.Service), endpointGroup(n, e))
		}
	}
	if g := n.EndpointsGroup; g != nil {
		s.Add(name.EndpointsGroup, securitygroup.In(n.Platform, *g))
		s.Add(name.EndpointsGroupIngress, endpointsIngress(n))
	}
}

func addFlowLogs(s *emit.Set, n network.Plan) {
	if g := n.FlowLogGroup; g != nil {
		s.Add(name.FlowLogGroup, loggroup.Of(n.Platform, *g))
	}
	f := n.FlowLogs
	if f == nil {
		return
	}
	s.AddWhenKnown(f.BlockedOn, name.FlowLogRole, flowLogRole(n, *f))
	s.AddWhenKnown(f.BlockedOn, name.FlowLogRolePolicy, flowLogRolePolicy(n, *f))
	s.Add(name.FlowLog, flowLog(n))
}

func addEncryption(s *emit.Set, n network.Plan) {
	e := n.Encryption
	if e == nil {
		return
	}
	s.AddWhenKnown(e.BlockedOn, name.EncryptionKey, encryptionKey(n))
	s.Add(name.EncryptionAlias, encryptionAlias(n, *e))
}

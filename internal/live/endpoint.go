package live

import "github.com/xplatform-dev/xplatform/internal/name"

// Endpoint is one VPC endpoint.
type Endpoint struct{ resource }

// Endpoint returns the VPC endpoint with a key.
func (s State) Endpoint(k name.Key) Endpoint { return Endpoint{s.resource(k)} }

// RequestedServiceName returns the name of the endpoint service.
func (e Endpoint) RequestedServiceName() string { return e.requested("serviceName") }

// PrivateDNS reports whether the endpoint answers under the DNS name of its service.
func (e Endpoint) PrivateDNS() bool { return isTrue(e.status("privateDnsEnabled")) }

// RequestedPrivateDNS reports whether private DNS was requested.
func (e Endpoint) RequestedPrivateDNS() bool { return isTrue(e.requested("privateDnsEnabled")) }

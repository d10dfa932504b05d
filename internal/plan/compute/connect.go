package compute

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// Connect is a service's part in Service Connect: all of them can call others
// by name, and some can be called.
type Connect struct {
	NamespaceARN string

	// Serves is nil where the service only calls.
	Serves *Serves
}

// Serves is the name and the port by which other services call a service.
type Serves struct {
	PortName string
	DNSName  string
	Port     int64
}

func (c *Plan) planConnect(s *Service, seen live.State) {
	spec := s.Spec.ServiceConnect
	if spec == nil {
		return // The provider switches off by name what is not asked for any more.
	}
	s.Connect = &Connect{NamespaceARN: seen.ARN(name.ConnectNamespace)}
	s.BlockedOn = plan.FirstBlockers(s.BlockedOn, plan.ARNBlockers(name.ConnectNamespace, s.Connect.NamespaceARN))
	if len(s.admits()) > 0 {
		s.Connect.Serves = &Serves{
			PortName: portName(s.Spec.Port),
			DNSName:  cmp.Or(spec.DNSName, s.Spec.Name),
			Port:     spec.CallPort(s.Spec.Port),
		}
	}
}

// admits are the services that may call this one.
func (s *Service) admits() []string {
	if c := s.Spec.ServiceConnect; c != nil {
		return c.AllowFrom
	}
	return nil
}

// admittedBy are the services that a service may call.
func (c *Plan) admittedBy(service string) []*v1alpha1.ServiceSpec {
	var out []*v1alpha1.ServiceSpec
	for _, s := range plan.WithImage(c.Spec) {
		if s.ServiceConnect != nil && slices.Contains(s.ServiceConnect.AllowFrom, service) {
			out = append(out, s)
		}
	}
	return out
}

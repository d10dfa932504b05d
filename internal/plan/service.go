package plan

import (
	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// WithImage are the services that run tasks. They are in the order of their
// names.
func WithImage(s *v1alpha1.PlatformSpec) []*v1alpha1.ServiceSpec {
	var out []*v1alpha1.ServiceSpec
	for i := range s.Services {
		if s.Services[i].Image != "" {
			out = append(out, &s.Services[i])
		}
	}
	return out
}

// Routed reports whether requests are routed to a service.
func Routed(s v1alpha1.ServiceSpec) bool { return len(s.Paths)+len(s.Hosts) > 0 }

// TargetGroupOf is the key of a service's target group.
func TargetGroupOf(s v1alpha1.ServiceSpec) name.Key {
	return name.TargetGroup(s.Name, s.Port, string(s.TargetGroup.ProtocolVersion))
}

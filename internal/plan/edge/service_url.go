package edge

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// ServiceURL is where a service is reached: under the first of its hosts and
// the part of its first path that stands before any wildcard. There is none for a
// service all of whose hosts have wildcards: what they stand for is not known here,
// and other hosts do not lead to it.
func (e *Plan) ServiceURL(service, dnsName string) string {
	i := slices.IndexFunc(e.Spec.Services, func(s v1alpha1.ServiceSpec) bool { return s.Name == service })
	if i < 0 {
		return ""
	}
	s := e.Spec.Services[i]
	host := plan.FirstLiteral(s.Hosts)
	if len(s.Hosts) == 0 {
		host = e.Host(dnsName)
	}
	if host == "" {
		return ""
	}
	path := ""
	if len(s.Paths) > 0 {
		path, _, _ = strings.Cut(s.Paths[0], "*")
		path, _, _ = strings.Cut(path, "?")
	}
	return "https://" + host + path
}

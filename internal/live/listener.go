package live

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Listener is the HTTPS listener.
type Listener struct{ resource }

// Listener returns the HTTPS listener.
func (s State) Listener() Listener { return Listener{s.resource(name.ListenerHTTPS)} }

// CertificateARN returns the ARN of the default certificate.
func (l Listener) CertificateARN() string { return l.status("certificateArn") }

// RequestedCertificateARN returns the ARN of the default certificate that was requested.
func (l Listener) RequestedCertificateARN() string { return l.requested("certificateArn") }

// ListenerRule is one rule of the HTTPS listener.
type ListenerRule struct{ resource }

// ListenerRule returns the listener rule with a key.
func (s State) ListenerRule(k name.Key) ListenerRule { return ListenerRule{s.resource(k)} }

// Priority returns the priority that AWS reports, or false if there is none.
func (r ListenerRule) Priority() (int, bool) { return parsePriority(r.status("priority")) }

// RequestedPriority returns the priority that was requested, or false if there is none.
func (r ListenerRule) RequestedPriority() (int, bool) {
	return parsePriority(r.requested("priority"))
}

func parsePriority(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// Paths returns the paths of a rule without a host condition: the one that was
// requested and the one that AWS reports. They differ while a rule is changed outside
// the platform.
func (r ListenerRule) Paths() []string {
	var out []string
	for _, path := range []string{
		r.requested("condition", "0", "pathPattern", "values", "0"),
		r.status("condition", "0", "pathPattern", "values", "0"),
	} {
		if path != "" {
			out = append(out, path)
		}
	}
	return out
}

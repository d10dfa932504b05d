package plan

import (
	"cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Listener takes requests over TLS.
type Listener struct {
	SSLPolicy      string
	CertificateARN string

	// Default is where requests go that no rule takes. Without one they are
	// answered with 404.
	Default *Forward

	// Missing says what must be known before the listener can be created.
	Missing string
}

// A Rule sends some of the requests to a service.
type Rule struct {
	ListenerRule

	Forward Forward
}

// planListener plans the HTTPS listener and its rules.
func (e *Edge) planListener(routing Routing, seen observed.View) {
	groups := map[string]name.Key{}
	for _, g := range e.TargetGroups {
		groups[g.Service] = g.Key
	}
	e.HTTPS = Listener{
		SSLPolicy:      e.Spec.Edge.SSLPolicy,
		CertificateARN: e.TLS.InUse,
		Missing:        e.TLS.missing(),
	}
	if routing.Default != "" {
		e.HTTPS.Default = new(e.forward(listenerForwarder(), routing.Default, groups[routing.Default], seen))
		e.HTTPS.Missing = cmp.Or(e.HTTPS.Missing, e.HTTPS.Default.Missing)
	}
	for _, r := range routing.Rules {
		e.Rules = append(e.Rules, Rule{ListenerRule: r, Forward: e.forward(ruleForwarder(r.Key), r.Service, groups[r.Service], seen)})
	}
	e.pendMoves()
}

// pendMoves says which requests are about to move to another target group.
func (e *Edge) pendMoves() {
	if f := e.HTTPS.Default; f != nil && f.Moving() {
		e.Pending = append(e.Pending, string(name.ListenerHTTPS)+" moves to another target group")
	}
	for _, r := range e.Rules {
		if r.Forward.Moving() {
			e.Pending = append(e.Pending, string(r.Key)+" moves to another target group")
		}
	}
}

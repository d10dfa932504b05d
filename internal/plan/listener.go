package plan

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Listener takes requests over TLS. What no rule takes it answers with 404.
type Listener struct {
	SSLPolicy      string
	CertificateARN string

	// Missing says what must be true before the listener can be created or changed.
	Missing string
}

// A Rule sends some of the requests to a service.
type Rule struct {
	ListenerRule

	Forward Forward
}

// planListener plans the HTTPS listener and its rules.
func (e *Edge) planListener(rules []ListenerRule, seen observed.View) {
	groups := map[string]name.Key{}
	for _, g := range e.TargetGroups {
		groups[g.Service] = g.Key
	}
	e.HTTPS = Listener{
		SSLPolicy:      e.Spec.Edge.SSLPolicy,
		CertificateARN: e.TLS.InUse,
		Missing:        cmp.Or(e.TLS.missing(), waitForDefaultRule(rules, seen)),
	}
	for _, r := range rules {
		f := e.forward(currentForwarder(r.Key, seen), r.Service, groups[r.Service], seen)
		e.Rules = append(e.Rules, Rule{ListenerRule: r, Forward: f})
		if f.Moving() {
			e.Progress = append(e.Progress, string(r.Key)+" moves to another target group")
		}
	}
}

// currentForwarder returns what forwards the requests of a rule now: the rule itself, or,
// of the default rule, a listener that did so before there was such a rule.
func currentForwarder(rule name.Key, seen observed.View) forwarder {
	if itself := ruleForwarder(rule); rule != name.DefaultRule || len(itself.weighted(seen)) > 0 {
		return itself
	}
	return listenerForwarder()
}

// waitForDefaultRule says what a listener that forwards by itself waits for: the rule
// that takes over from it. Until then it goes on as it is. One that AWS never made
// forwards nothing.
func waitForDefaultRule(rules []ListenerRule, seen observed.View) string {
	f, successor := listenerForwarder(), ruleForwarder(name.DefaultRule)
	succeeds := slices.ContainsFunc(rules, func(r ListenerRule) bool { return r.Key == successor.key })
	if !succeeds || successor.forwards(seen) || f.answersItself(seen) || seen.ExternalName(f.key) == "" {
		return ""
	}
	return string(successor.key) + " to take over from it"
}

package edge

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Listener takes requests over TLS. What no rule takes it answers with 404.
type Listener struct {
	SSLPolicy      string
	CertificateARN string

	// BlockedOn says what must be true before the listener can be created or changed.
	BlockedOn plan.Blockers
}

// A Rule sends some of the requests to a service.
type Rule struct {
	ListenerRule

	Forward Forward
}

// planListener plans the HTTPS listener and its rules.
func (e *Plan) planListener(rules []ListenerRule, seen live.State) {
	groups := map[string]name.Key{}
	for _, g := range e.TargetGroups {
		groups[g.Service] = g.Key
	}
	e.HTTPS = Listener{
		SSLPolicy:      e.Spec.Edge.SSLPolicy,
		CertificateARN: e.TLS.InUse,
		BlockedOn:      plan.FirstBlockers(e.TLS.blockers(), waitForDefaultRule(rules, seen)),
	}
	for _, r := range rules {
		f := planForward(e.Platform, currentForwarder(r.Key, seen), r.Service, groups[r.Service], seen)
		e.Rules = append(e.Rules, Rule{ListenerRule: r, Forward: f})
		if f.Moving() {
			e.Progress = append(e.Progress, plan.Progress{Text: string(r.Key) + " moves to another target group"})
		}
	}
}

// currentForwarder returns what forwards the requests of a rule now: the rule itself, or,
// of the default rule, a listener that did so before there was such a rule.
func currentForwarder(rule name.Key, seen live.State) live.Forwarder {
	if itself := seen.RuleForwarder(rule); rule != name.DefaultRule || len(itself.Groups()) > 0 {
		return itself
	}
	return seen.ListenerForwarder()
}

// waitForDefaultRule says what a listener that forwards by itself waits for: the rule
// that takes over from it. Until then it goes on as it is. One that AWS never made
// forwards nothing.
func waitForDefaultRule(rules []ListenerRule, seen live.State) plan.Blockers {
	f, successor := seen.ListenerForwarder(), seen.RuleForwarder(name.DefaultRule)
	succeeds := slices.ContainsFunc(rules, func(r ListenerRule) bool { return r.Key == successor.Key() })
	if !succeeds || successor.Forwards() || f.AnswersItself() || !f.Created() {
		return nil
	}
	return plan.Blockers{{On: successor.Key(), Why: string(successor.Key()) + " to take over from it"}}
}

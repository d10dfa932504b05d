package live

import (
	"maps"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// A Forwarder is a listener rule, or the listener, with the action that forwards its
// requests.
type Forwarder struct {
	resource

	state  State
	action string
}

// RuleForwarder returns the action of a listener rule.
func (s State) RuleForwarder(k name.Key) Forwarder {
	return Forwarder{resource: s.resource(k), state: s, action: "action"}
}

// ListenerForwarder returns the default action of the HTTPS listener. It forwards
// requests on platforms whose default service had no rule yet.
func (s State) ListenerForwarder() Forwarder {
	return Forwarder{resource: s.resource(name.ListenerHTTPS), state: s, action: "defaultAction"}
}

// Forwarders returns the listener rules and the listener that AWS has created.
func (s State) Forwarders() []Forwarder {
	rules := s.Keys(name.ListenerRules)
	out := make([]Forwarder, 0, len(rules)+1)
	for _, k := range rules {
		out = append(out, s.RuleForwarder(k))
	}
	out = append(out, s.ListenerForwarder())
	return slices.DeleteFunc(out, func(f Forwarder) bool { return !f.Created() })
}

// Key returns the key of the rule or the listener.
func (f Forwarder) Key() name.Key { return f.key }

// Created reports whether AWS has created the rule or the listener.
func (f Forwarder) Created() bool { return f.state.ExternalName(f.key) != "" }

// Forwards reports whether AWS is seen to forward requests to a target group.
func (f Forwarder) Forwards() bool { return f.state.Ready(f.key) && len(f.Groups()) > 0 }

// AnswersItself reports whether the action is a fixed response.
func (f Forwarder) AnswersItself() bool { return f.status(f.action, "0", "type") == "fixed-response" }

// maxGroups is the maximum number of target groups in an action.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html
const maxGroups = 5

// Groups are target groups by ARN, and whether each receives requests: one with
// weight 0 is attached without receiving any.
type Groups map[string]bool

// Groups returns the target groups in the action.
func (f Forwarder) Groups() Groups {
	out := Groups{}
	for i := range maxGroups {
		item := strconv.Itoa(i)
		if arn := f.status(f.action, "0", "forward", "targetGroup", item, "arn"); arn != "" {
			out[arn] = f.status(f.action, "0", "forward", "targetGroup", item, "weight") != "0"
		}
	}
	if arn := f.status(f.action, "0", "targetGroupArn"); arn != "" && len(out) == 0 {
		out[arn] = true
	}
	return out
}

// RequestedGroup reports whether the requested action contains a target group.
func (f Forwarder) RequestedGroup(arn string) bool {
	for i := range maxGroups {
		if f.requested(f.action, "0", "forward", "targetGroup", strconv.Itoa(i), "arn") == arn {
			return true
		}
	}
	return f.requested(f.action, "0", "targetGroupArn") == arn
}

// Target returns the ARN of the platform's target group that receives requests. It is
// empty if there is none or if it is unknown.
func (f Forwarder) Target() string {
	groups := f.Groups()
	for _, arn := range slices.Sorted(maps.Keys(groups)) {
		if groups[arn] && len(f.state.WithARN(f.state.Keys(name.TargetGroups), arn)) > 0 {
			return arn
		}
	}
	return ""
}

// Serves reports whether a rule or the listener is seen to forward requests to a
// target group.
func (s State) Serves(group name.Key) bool {
	arn := s.ARN(group)
	return arn != "" && slices.ContainsFunc(s.Forwarders(), func(f Forwarder) bool { return f.Target() == arn })
}

// MayServe reports whether a target group may receive requests now, unlike one that
// is only attached. Unknown counts as receiving.
func (s State) MayServe(group name.Key) bool {
	arn := s.ARN(group)
	return arn == "" || slices.ContainsFunc(s.Forwarders(), func(f Forwarder) bool {
		groups := f.Groups()
		return !f.AnswersItself() && (len(groups) == 0 || groups[arn])
	})
}

// MayForwardTo reports whether a rule or the listener may still forward requests to a
// target group, or contains it. Unknown counts as use.
func (s State) MayForwardTo(arn string) bool {
	return slices.ContainsFunc(s.Forwarders(), func(f Forwarder) bool {
		if f.AnswersItself() {
			return false
		}
		groups := f.Groups()
		_, contains := groups[arn]
		return arn == "" || contains || len(groups) == 0
	})
}

// RequestedIn reports whether a listener rule was requested to contain a target group,
// also one that AWS has not created yet.
func (s State) RequestedIn(group name.Key) bool {
	arn := s.ARN(group)
	return arn != "" && slices.ContainsFunc(s.Keys(name.ListenerRules), func(k name.Key) bool { return s.RuleForwarder(k).RequestedGroup(arn) })
}

// Attached reports whether a rule or the listener is seen to contain a target group.
func (s State) Attached(arn string) bool {
	return slices.ContainsFunc(s.Forwarders(), func(f Forwarder) bool {
		_, contains := f.Groups()[arn]
		return contains && s.Ready(f.key)
	})
}

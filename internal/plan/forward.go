package plan

import (
	"maps"
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Forward is where a rule sends requests: all to one target group, or, while
// another is to take over, all to the old one with the new one already attached.
// ECS registers tasks only in groups that are attached.
//
// Groups are named by ARN. A reference inside an action would be resolved into
// a list that Crossplane and the provider then overwrite in turns, for ever.
type Forward struct {
	Targets []Target

	// StickySeconds is for how long a client stays with the group that it was
	// sent to. Without a choice of groups it is 0, which is not at all.
	StickySeconds int64

	// Missing says what must be known before requests can be sent anywhere.
	Missing string
}

// A Target is a target group and its share of the requests.
type Target struct {
	ARN    string
	Weight int64
}

// Moving reports whether another group is about to take over.
func (f Forward) Moving() bool { return len(f.Targets) > 1 }

// Single is the only target group, or empty where there are two.
func (f Forward) Single() string {
	if len(f.Targets) == 1 {
		return f.Targets[0].ARN
	}
	return ""
}

// groupStickySeconds is the shortest time that AWS takes. A rule with several
// groups has to be sticky as soon as one of its groups is, and no group can become
// so behind a rule that is not. The rule being sticky moves no request here: all
// go to one group, and once that is detached no client is bound to it.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
const groupStickySeconds = 1

// handover has all requests go to one group, with another attached.
func handover(from, to string) Forward {
	return Forward{Targets: []Target{{ARN: from, Weight: 1}, {ARN: to}}, StickySeconds: groupStickySeconds}
}

// forward sends requests to the wanted group. What exists and sends them to
// another one of the platform's moves over in two steps: first the wanted group
// is attached, then, once it is seen there and ready, and the service's tasks
// are registered in it, it takes all requests.
func (p Platform) forward(from forwarder, service string, want name.Key, seen observed.View) Forward {
	arn := seen.Status(want, "arn")
	if arn == "" {
		return Forward{Missing: "the ARN of " + string(want)}
	}
	now := from.target(seen)
	_, attached := from.weighted(seen)[arn]
	if now == "" || now == arn || attached && seen.Ready(want) && p.joined(service, arn, seen) {
		return Forward{Targets: []Target{{ARN: arn, Weight: 1}}}
	}
	return handover(now, arn)
}

// A forwarder is a rule or a listener that exists, and the field that holds its
// action.
type forwarder struct {
	key   name.Key
	field string
}

func ruleForwarder(k name.Key) forwarder { return forwarder{key: k, field: "action"} }

// listenerForwarder is the listener of a platform whose default service had no
// rule yet, see [Edge.planListener].
func listenerForwarder() forwarder {
	return forwarder{key: name.ListenerHTTPS, field: "defaultAction"}
}

// forwards reports whether it is seen to send requests anywhere.
func (f forwarder) forwards(seen observed.View) bool {
	return seen.Ready(f.key) && len(f.weighted(seen)) > 0
}

// forwarders are all that exist in AWS.
func forwarders(seen observed.View) []forwarder {
	rules := seen.Keys(name.ListenerRules)
	out := make([]forwarder, 0, len(rules)+1)
	for _, k := range rules {
		out = append(out, ruleForwarder(k))
	}
	out = append(out, listenerForwarder())
	// What AWS never made has no identity there and forwards nothing.
	return slices.DeleteFunc(out, func(f forwarder) bool { return seen.ExternalName(f.key) == "" })
}

// maxGroups is how many groups an action can have.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html
const maxGroups = 5

// weighted are the groups in the observed action by ARN, with their weights.
func (f forwarder) weighted(seen observed.View) map[string]string { return f.groups(seen.Status) }

// groups returns the groups in an action by ARN, with their weights: in the one that
// AWS has or in the one that was asked for.
func (f forwarder) groups(read func(name.Key, ...string) string) map[string]string {
	out := map[string]string{}
	for i := range maxGroups {
		at := []string{f.field, "0", "forward", "targetGroup", strconv.Itoa(i)}
		if arn := read(f.key, append(slices.Clone(at), "arn")...); arn != "" {
			out[arn] = read(f.key, append(slices.Clone(at), "weight")...)
		}
	}
	if arn := read(f.key, f.field, "0", "targetGroupArn"); arn != "" && len(out) == 0 {
		out[arn] = "1"
	}
	return out
}

// askedFor reports whether a rule is asked to send requests to a target group, also
// one that AWS is only about to make.
func askedFor(group name.Key, seen observed.View) bool {
	arn := seen.Status(group, "arn")
	return slices.ContainsFunc(seen.Keys(name.ListenerRules), func(k name.Key) bool {
		_, asked := ruleForwarder(k).groups(seen.Spec)[arn]
		return asked
	})
}

// target is the ARN of the platform's group that gets requests now, or empty
// where there is none or it is not known.
func (f forwarder) target(seen observed.View) string {
	groups := f.weighted(seen)
	for _, arn := range slices.Sorted(maps.Keys(groups)) {
		ours := slices.ContainsFunc(seen.Keys(name.TargetGroups), func(k name.Key) bool { return seen.Status(k, "arn") == arn })
		if ours && groups[arn] != "0" {
			return arn
		}
	}
	return ""
}

// serves reports whether a rule or the listener is seen to send requests to a
// target group.
func serves(group name.Key, seen observed.View) bool {
	arn := seen.Status(group, "arn")
	return arn != "" && slices.ContainsFunc(forwarders(seen), func(f forwarder) bool { return f.target(seen) == arn })
}

// mayServe reports whether a target group may get requests now, unlike one that is
// only attached. What is not known counts as if it did.
func mayServe(group name.Key, seen observed.View) bool {
	arn := seen.Status(group, "arn")
	return arn == "" || slices.ContainsFunc(forwarders(seen), func(f forwarder) bool {
		groups := f.weighted(seen)
		weight, attached := groups[arn]
		return !f.answersItself(seen) && (len(groups) == 0 || attached && weight != "0")
	})
}

// mayForwardTo reports whether something that exists may still send requests
// to a target group. What is not known counts as use.
func mayForwardTo(group name.Key, seen observed.View) bool {
	return mayForwardToARN(seen.Status(group, "arn"), seen)
}

func mayForwardToARN(arn string, seen observed.View) bool {
	return slices.ContainsFunc(forwarders(seen), func(f forwarder) bool {
		if f.answersItself(seen) {
			return false
		}
		groups := f.weighted(seen)
		_, uses := groups[arn]
		return arn == "" || uses || len(groups) == 0
	})
}

// answersItself reports whether what exists answers by itself and forwards nothing.
func (f forwarder) answersItself(seen observed.View) bool {
	return seen.Status(f.key, f.field, "0", "type") == "fixed-response"
}

package edge

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Forward is where a rule sends requests: all to one target group, or, while
// another is to take over, all to the old one with the new one already attached.
// ECS registers tasks only in groups that are attached.
//
// Groups are named by ARN. A reference inside an action would be resolved into
// a list that Crossplane and the provider then overwrite in turns.
type Forward struct {
	Targets []Target

	// StickySeconds is for how long a client stays with the group that it was
	// sent to. Without a choice of groups it is 0, which is not at all.
	StickySeconds int64

	// BlockedOn says what must be known before requests can be sent anywhere.
	BlockedOn plan.Blockers
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

// planForward sends requests to the wanted group. What exists and sends them to
// another one of the platform's moves over in two steps: first the wanted group
// is attached, then, once it is seen there and ready, and the service's tasks
// are registered in it, it takes all requests.
func planForward(p plan.Platform, from live.Forwarder, service string, want name.Key, seen live.State) Forward {
	arn := seen.ARN(want)
	if arn == "" {
		return Forward{BlockedOn: plan.ARNBlockers(want, arn)}
	}
	now := from.Target()
	_, attached := from.Groups()[arn]
	if now == "" || now == arn || (attached && seen.Ready(want) && tasksRegistered(p, service, arn, seen)) {
		return Forward{Targets: []Target{{ARN: arn, Weight: 1}}}
	}
	return handover(now, arn)
}

// tasksRegistered reports whether the tasks of a service are registered in a target
// group, or are none of the platform's.
func tasksRegistered(p plan.Platform, service, arn string, seen live.State) bool {
	for _, s := range plan.WithImage(p.Spec) {
		if s.Name == service {
			return seen.Registers(service, arn)
		}
	}
	return true
}

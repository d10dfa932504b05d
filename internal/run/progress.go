package run

import (
	"cmp"
	"fmt"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Reasons of a function's condition.
const (
	reasonAvailable      = "Available"
	reasonCreating       = "Creating"
	reasonWaiting        = "Waiting"
	reasonUpdating       = "Updating"
	reasonFailing        = "ProviderError"
	reasonHeld           = "DeletionNotConfirmed"
	reasonRolledBack     = "RolledBack"
	reasonInvalid        = "InvalidSpec"
	reasonWaitingForSpec = "WaitingForSpec"
	reasonInternal       = "InternalError"
)

// A progress summarizes the state of a function's resources.
type progress struct {
	problems []string
	waiting  []string
	updating []string
	creating []string

	// ready counts the resources that are ready and have their desired state.
	ready, total int

	// rolledBack describes the deployments that AWS rolled back.
	rolledBack []string

	// held describes the stores that are kept until the user confirms their
	// deletion.
	held []string

	// leaving is true if a resource is only kept until nothing uses it.
	leaving bool

	// aside describes the resources that are not ready and that nothing waits
	// for.
	aside []string

	// withheld is true if a resource that waits does not exist yet.
	withheld bool
}

// progress lists resources that do not exist yet before existing ones that
// wait: a long list is truncated, and the former are often the cause of the
// latter.
func (d *desired) progress() progress {
	var s progress
	var staying []string
	for _, k := range d.keys {
		problem := d.view.Problem(k)
		s.leaving = s.leaving || d.kept[k]
		s.count(d, k)
		switch {
		case len(d.blockedOn[k]) > 0 && !d.view.Has(k):
			s.withheld = true
			s.waiting = append(s.waiting, fmt.Sprintf("%s waits for %s", k, phrase(d.blockedOn[k])))
		case d.resources[string(k)] == nil:
			// It is kept as long as it exists, and is gone by now.
		case d.aside[k]:
			s.aside = append(s.aside, strings.TrimSuffix(fmt.Sprintf("%s is not ready and holds nothing up: %s", k, problem), ": "))
		case problem != "" && !unresolved(problem):
			s.problems = append(s.problems, fmt.Sprintf("%s: %s", k, problem))
		case len(d.blockedOn[k]) > 0:
			staying = append(staying, fmt.Sprintf("%s is unchanged while it waits for %s", k, phrase(d.blockedOn[k])))
		case !d.view.Ready(k):
			s.creating = append(s.creating, string(k))
		case d.changing[k]:
			s.updating = append(s.updating, string(k))
		}
	}
	s.waiting = append(s.waiting, staying...)
	return s
}

// count counts a resource, unless it was only kept as long as it existed and is
// gone.
func (s *progress) count(d *desired, k name.Key) {
	exists := d.resources[string(k)] != nil
	if !exists && len(d.blockedOn[k]) == 0 {
		return
	}
	s.total++
	if exists && (d.aside[k] || (d.view.Ready(k) && !d.changing[k])) {
		s.ready++
	}
}

// settled reports whether all resources are ready.
func (s *progress) settled() bool {
	return len(s.problems)+len(s.rolledBack)+len(s.held)+len(s.waiting)+len(s.updating)+len(s.creating) == 0
}

// resting reports whether no change is pending at all.
func (s *progress) resting() bool { return s.settled() && !s.leaving }

// report sets the function's condition, and sets the composite not ready while
// a resource is withheld, of which Crossplane does not know.
func (s *progress) report(rsp *fnv1.RunFunctionResponse, condition string) {
	if s.withheld {
		if rsp.Desired.Composite == nil {
			rsp.Desired.Composite = &fnv1.Resource{}
		}
		rsp.Desired.Composite.Ready = fnv1.Ready_READY_FALSE
	}
	if s.settled() {
		response.ConditionTrue(rsp, condition, reasonAvailable).WithMessage(s.message()).TargetCompositeAndClaim()
		return
	}
	response.ConditionFalse(rsp, condition, s.reason()).WithMessage(s.message()).TargetCompositeAndClaim()
}

// reason returns the most urgent of all reasons that apply.
func (s *progress) reason() string {
	switch {
	case len(s.problems) > 0:
		return reasonFailing
	case len(s.rolledBack) > 0:
		return reasonRolledBack
	case len(s.held) > 0:
		return reasonHeld
	case len(s.waiting) > 0:
		return reasonWaiting
	case len(s.updating) > 0:
		return reasonUpdating
	case len(s.creating) > 0:
		return reasonCreating
	}
	return reasonAvailable
}

// message returns the condition's message, which begins with the problems that
// require action.
func (s *progress) message() string {
	var parts []string
	if len(s.problems) > 0 {
		parts = append(parts, summarize(s.problems, "; "))
	}
	if len(s.rolledBack) > 0 {
		parts = append(parts, summarize(s.rolledBack, "; "))
	}
	parts = append(parts, s.held...)
	if len(s.waiting) > 0 {
		parts = append(parts, summarize(s.waiting, "; "))
	}
	parts = append(parts, s.aside...)
	if len(s.updating) > 0 {
		parts = append(parts, "being updated: "+summarize(s.updating, ", "))
	}
	if len(s.creating) > 0 {
		parts = append(parts, "not ready yet: "+summarize(s.creating, ", "))
	}
	if s.ready < s.total {
		parts = append(parts, fmt.Sprintf("%d of %d ready", s.ready, s.total))
	}
	return strings.Join(parts, ". ")
}

// summarize returns the beginning of a list and the number of omitted items: a
// hundred resources in a condition would hide the one that blocks.
func summarize(list []string, separator string) string {
	const most = 5
	if len(list) <= most {
		return strings.Join(list, separator)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], separator), len(list)-most)
}

// onDelete returns the resources that stay in AWS when the platform is deleted,
// and those that are deleted with it.
func (d *desired) onDelete() (kept, removed []string) {
	for _, k := range d.keys {
		if d.resources[string(k)] == nil {
			continue
		}
		r := d.resources[string(cmp.Or(d.owners[k], k))]
		if deletable(wire.ObjectOf(r).Get("spec", "managementPolicies")) {
			removed = append(removed, string(k))
			continue
		}
		kept = append(kept, string(k))
	}
	return kept, removed
}

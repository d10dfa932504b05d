package run

import (
	"cmp"
	"fmt"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"

	"github.com/xplatform-dev/xplatform/internal/name"
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

// A standing is how far a function's resources have come.
type standing struct {
	problems []string
	waiting  []string
	updating []string
	creating []string

	// ready is how many of all resources are ready as they are asked for.
	ready, total int

	// rolledBack is what AWS took back.
	rolledBack []string

	// held is what stays until the user says what is to become of it.
	held []string

	// leaving tells whether something only stays until nothing uses it.
	leaving bool

	// aside is what is not ready and nothing waits for.
	aside []string

	// withheld tells whether something that waits does not exist yet.
	withheld bool
}

// standing puts what does not exist yet before what exists and waits: of a long
// list only the beginning is told, and the one is why the other waits.
func (d *desired) standing() standing {
	var s standing
	var staying []string
	for _, k := range d.keys {
		problem := d.view.Problem(k)
		s.leaving = s.leaving || d.kept[k]
		s.count(d, k)
		switch {
		case d.missing[k] != "" && !d.view.Has(k):
			s.withheld = true
			s.waiting = append(s.waiting, fmt.Sprintf("%s waits for %s", k, d.missing[k]))
		case d.resources[string(k)] == nil:
			// Kept for as long as it exists, and gone by now.
		case d.aside[k]:
			s.aside = append(s.aside, strings.TrimSuffix(fmt.Sprintf("%s is not ready and holds nothing up: %s", k, problem), ": "))
		case problem != "" && !unresolved(problem):
			s.problems = append(s.problems, fmt.Sprintf("%s: %s", k, problem))
		case d.missing[k] != "":
			staying = append(staying, fmt.Sprintf("%s is unchanged while it waits for %s", k, d.missing[k]))
		case !d.view.Ready(k):
			s.creating = append(s.creating, string(k))
		case d.changing[k]:
			s.updating = append(s.updating, string(k))
		}
	}
	s.waiting = append(s.waiting, staying...)
	return s
}

// count counts a resource, unless it was only kept for as long as it existed.
func (s *standing) count(d *desired, k name.Key) {
	exists := d.resources[string(k)] != nil
	if !exists && d.missing[k] == "" {
		return
	}
	s.total++
	if exists && (d.aside[k] || d.view.Ready(k) && !d.changing[k]) {
		s.ready++
	}
}

// settled reports whether nothing is left to become ready.
func (s standing) settled() bool {
	return len(s.problems)+len(s.rolledBack)+len(s.held)+len(s.waiting)+len(s.updating)+len(s.creating) == 0
}

// resting reports whether nothing at all is left to happen.
func (s standing) resting() bool { return s.settled() && !s.leaving }

// report sets the function's condition, and tells Crossplane that the platform
// is not ready while something is withheld: it could not know otherwise.
func (s standing) report(rsp *fnv1.RunFunctionResponse, condition string) {
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

// reason is the most urgent of all reasons that apply.
func (s standing) reason() string {
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

// message puts first what a person has to act on.
func (s standing) message() string {
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

// summarize returns the beginning of a list, and how long it is. A condition is read by
// a person; a hundred resources in it would hide what blocks.
func summarize(list []string, separator string) string {
	const most = 5
	if len(list) <= most {
		return strings.Join(list, separator)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], separator), len(list)-most)
}

// onDelete splits the resources by whether they stay in AWS when the platform is deleted.
func (d *desired) onDelete() (kept, removed []string) {
	for _, k := range d.keys {
		if d.resources[string(k)] == nil {
			continue
		}
		r := d.resources[string(cmp.Or(d.owners[k], k))]
		if deletable(r.GetResource().GetFields()["spec"].GetStructValue().GetFields()["managementPolicies"]) {
			removed = append(removed, string(k))
			continue
		}
		kept = append(kept, string(k))
	}
	return kept, removed
}

package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// A SearchRole is the role that services assume to use the domain.
type SearchRole struct {
	Name        string
	ARN         string
	BoundaryARN string

	// Trusted are the ARNs of those who may assume the role.
	Trusted []string

	// BlockedOn says what must be known before the role can be created or changed.
	BlockedOn plan.Blockers
}

// Trust allows the trusted principals to assume the role, or none: IAM requires a policy
// in any case.
func (r SearchRole) Trust() policy.Statement {
	s := policy.Statement{Effect: policy.Allow, Principal: policy.Principals{"AWS": r.Trusted}, Action: []string{"sts:AssumeRole"}}
	if len(r.Trusted) == 0 {
		s.Effect, s.Principal = policy.Deny, policy.Principals{"AWS": {"*"}}
	}
	return s
}

// foreignPrincipals finds a principal of another account: the role administers the domain,
// and who administers it is this account's business.
func foreignPrincipals(a plan.Account, arns []string) error {
	for _, arn := range arns {
		if a.ID != "" && !strings.Contains(arn, ":"+a.ID+":") {
			return fmt.Errorf("spec.search.accessPrincipalArns: %s is not of the platform's account %s: name a role of this account, which the other one may assume", arn, a.ID)
		}
	}
	return nil
}

// planSearchRole plans the role that administers the domain. IAM accepts no
// principal that does not exist, so a service is trusted as soon as its own role
// exists.
func (d *Plan) planSearchRole(seen live.State) SearchRole {
	r := SearchRole{
		Name:        plan.CurrentNameOr(seen, name.SearchRole, d.Names.Role(name.SearchRole)),
		ARN:         cmp.Or(seen.ARN(name.SearchRole), seen.Search().RequestedMasterUserARN()),
		BoundaryARN: d.Boundary(name.SearchRole, "", seen),
		Trusted:     slices.Clone(d.Spec.Search.AccessPrincipalARNs),
		BlockedOn:   d.Account.Blockers(),
	}
	users := d.usersOf(v1alpha1.StoreSearch)
	for _, service := range append(users, seen.FormerUsers(v1alpha1.StoreSearch, users)...) {
		role := name.TaskRole(service)
		switch arn := seen.ARN(role); {
		case arn != "":
			r.Trusted = append(r.Trusted, arn)
		case seen.Has(role) && seen.Has(name.SearchRole):
			// To trust it no more, for a moment, would lock its tasks out.
			r.BlockedOn = plan.FirstBlockers(r.BlockedOn, plan.ARNBlockers(role, arn))
		}
	}
	slices.Sort(r.Trusted)
	r.Trusted = slices.Compact(r.Trusted)
	return r
}

package compute

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// A Role is one that tasks, or ECS on their behalf, act as.
type Role struct {
	Key         name.Key
	Name        string
	Description string
	BoundaryARN string

	// Policy is the key of what the role may do. It is empty where it may do
	// nothing.
	Policy     name.Key
	PolicyName string
	Statements []policy.Statement

	// Attachments are further policies, of the user's.
	Attachments []Attachment

	// BlockedOn says what must be known before the role can be created, and
	// PolicyBlockedOn what before its policy.
	BlockedOn, PolicyBlockedOn plan.Blockers
}

// An Attachment ties a policy that exists to a role.
type Attachment struct {
	Key name.Key
	ARN string
}

// planRoles plans the two roles of a service: the application acts as one, and
// ECS fetches image and secrets and writes the logs as the other.
func (c *Plan) planRoles(s *Service, seen live.State) error {
	spec := s.Spec
	s.TaskRole = c.role(name.TaskRole(spec.Name), name.TaskPolicy(spec.Name), "The application of service "+spec.Name, spec, seen)
	s.TaskRole.Statements, s.TaskRole.PolicyBlockedOn = c.taskStatements(s, seen)
	for _, arn := range spec.TaskRole.PolicyARNs {
		s.TaskRole.Attachments = append(s.TaskRole.Attachments, Attachment{Key: name.RoleAttachment(arn, spec.Name), ARN: arn})
	}
	if len(s.TaskRole.PolicyBlockedOn) == 0 && len(s.TaskRole.Statements) == 0 {
		s.TaskRole.Policy = "" // IAM takes no policy that says nothing.
	}
	s.ExecutionRole = c.role(name.ExecutionRole(spec.Name), name.ExecutionPolicy(spec.Name), "Starts the tasks of service "+spec.Name, spec, seen)
	s.ExecutionRole.Statements, s.ExecutionRole.PolicyBlockedOn = c.executionStatements(s, seen)
	return s.checkPolicies()
}

// maxPolicy is how long all that a role may do can be, in its own policies.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
const maxPolicy = 10240

// checkPolicies refuses what IAM would. Only the names of secrets and parameters
// make a policy that long.
func (s *Service) checkPolicies() error {
	for _, r := range []Role{s.TaskRole, s.ExecutionRole} {
		if r.Policy == "" || len(r.PolicyBlockedOn) > 0 {
			continue
		}
		if n := len(policy.Document(r.Statements...)); n > maxPolicy {
			return fmt.Errorf("spec.services[%s].secrets: %s takes %d characters, and IAM takes %d: it names every secret and parameter of the containers, for a roll-back those of earlier task definitions too; keep several values as keys of one secret, or change fewer at once",
				s.Spec.Name, r.Policy, n, maxPolicy)
		}
	}
	return nil
}

func (c *Plan) role(k, policyKey name.Key, description string, spec *v1alpha1.ServiceSpec, seen live.State) Role {
	return Role{
		Key:         k,
		Name:        plan.CurrentNameOr(seen, k, c.Names.Role(k)),
		Description: description,
		BoundaryARN: c.Boundary(k, spec.TaskRole.PermissionsBoundaryARN, seen),
		Policy:      policyKey,
		PolicyName:  plan.CurrentNameOr(seen, policyKey, c.Names.RolePolicy(policyKey)),
		BlockedOn:   c.Account.Blockers(),
	}
}

package plan

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
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

	// Missing says what must be known before the role can be created, and
	// PolicyMissing what before its policy.
	Missing, PolicyMissing string
}

// An Attachment ties a policy that exists to a role.
type Attachment struct {
	Key name.Key
	ARN string
}

// planRoles plans the two roles of a service: the application acts as one, and
// ECS fetches image and secrets and writes the logs as the other.
func (c *Compute) planRoles(s *Service, seen observed.View) {
	spec := s.Spec
	s.TaskRole = c.role(name.TaskRole(spec.Name), name.TaskPolicy(spec.Name), "The application of service "+spec.Name, spec, seen)
	s.TaskRole.Statements, s.TaskRole.PolicyMissing = c.taskStatements(s, seen)
	for _, arn := range spec.TaskRole.PolicyARNs {
		s.TaskRole.Attachments = append(s.TaskRole.Attachments, Attachment{Key: name.RoleAttachment(arn, spec.Name), ARN: arn})
	}
	if len(spec.Uses) == 0 && !spec.Exec {
		s.TaskRole.Policy = ""
	}
	s.ExecutionRole = c.role(name.ExecutionRole(spec.Name), name.ExecutionPolicy(spec.Name), "Starts the tasks of service "+spec.Name, spec, seen)
	s.ExecutionRole.Statements, s.ExecutionRole.PolicyMissing = c.executionStatements(s, seen)
}

func (c *Compute) role(k, policyKey name.Key, description string, spec *v1alpha1.ServiceSpec, seen observed.View) Role {
	return Role{
		Key:         k,
		Name:        fixed(seen, k, c.Names.Role(k)),
		Description: description,
		BoundaryARN: spec.TaskRole.PermissionsBoundaryARN,
		Policy:      policyKey,
		PolicyName:  fixed(seen, policyKey, c.Names.RolePolicy(policyKey)),
		Missing:     c.Account.Missing(),
	}
}

// taskStatements let the application read the secrets of the stores that it
// uses, act as the role of the search engine, and open shells where it may.
func (c *Compute) taskStatements(s *Service, seen observed.View) ([]policy.Statement, string) {
	var out []policy.Statement
	arns, missing := c.storeSecrets(s.Spec, seen)
	if missing != "" {
		return nil, missing
	}
	if len(arns) > 0 {
		reads, missing := c.readSecrets(arns, seen)
		if missing != "" {
			return nil, missing
		}
		out = append(out, reads...)
	}
	if slices.Contains(s.Spec.Uses, v1alpha1.StoreSearch) {
		role := c.SearchStatus(seen).RoleARN
		if role == "" {
			return nil, "the ARN of " + string(name.SearchRole)
		}
		out = append(out, policy.Statement{Sid: "UseSearch", Effect: policy.Allow, Action: []string{"sts:AssumeRole"}, Resource: []string{role}})
	}
	if s.Spec.Exec {
		shells, missing := c.execStatements(seen)
		if missing != "" {
			return nil, missing
		}
		out = append(out, shells...)
	}
	return out, ""
}

// readSecrets are the rights to read some secrets of the platform. They are
// encrypted with its key, which can be used through Secrets Manager alone.
func (c *Compute) readSecrets(arns []string, seen observed.View) ([]policy.Statement, string) {
	key, missing := c.knownKey(seen)
	if missing == "" {
		missing = c.Account.Missing()
	}
	if missing != "" {
		return nil, missing
	}
	return []policy.Statement{
		{Sid: "ReadSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"}, Resource: arns},
		{
			Sid: "DecryptSecrets", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key},
			Condition: map[string]map[string]string{"StringEquals": {"kms:ViaService": "secretsmanager." + c.Spec.Region + "." + c.Account.DNSSuffix()}},
		},
	}, ""
}

// execStatements are what the agent in a container needs to open a shell and to
// record it. Channels of the agent have no ARN.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
func (c *Compute) execStatements(seen observed.View) ([]policy.Statement, string) {
	key, missing := c.knownKey(seen)
	if missing == "" {
		missing = c.Account.Missing()
	}
	if missing != "" {
		return nil, missing
	}
	return []policy.Statement{
		{Sid: "OpenShells", Effect: policy.Allow, Resource: []string{"*"}, Action: []string{
			"ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
		}},
		{Sid: "EncryptShells", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key}},
		{
			Sid: "RecordShells", Effect: policy.Allow, Action: []string{"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
			Resource: []string{c.logs("log-group:" + c.execLogGroup(seen) + ":*")},
		},
		{Sid: "FindRecord", Effect: policy.Allow, Action: []string{"logs:DescribeLogGroups"}, Resource: []string{c.logs("log-group:*")}},
	}, ""
}

func (c *Compute) logs(resource string) string { return c.Account.ARN(c.Spec.Region, "logs", resource) }

// executionStatements let ECS write the logs, fetch images from repositories of
// ECR, and read the secrets that it puts into the environment.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (c *Compute) executionStatements(s *Service, seen observed.View) ([]policy.Statement, string) {
	if missing := c.Account.Missing(); missing != "" {
		return nil, missing
	}
	out := []policy.Statement{{
		Sid: "WriteLogs", Effect: policy.Allow, Action: []string{"logs:CreateLogStream", "logs:PutLogEvents"},
		Resource: []string{c.logs("log-group:" + s.LogGroup.Name + ":*")},
	}}
	if repositories := c.repositories(s.Spec); len(repositories) > 0 {
		out = append(out,
			policy.Statement{Sid: "EnterRegistry", Effect: policy.Allow, Action: []string{"ecr:GetAuthorizationToken"}, Resource: []string{"*"}},
			policy.Statement{
				Sid: "FetchImages", Effect: policy.Allow, Resource: repositories,
				Action: []string{"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
			})
	}
	if secrets, parameters := referenced(s.Spec); len(secrets)+len(parameters) > 0 {
		if len(secrets) > 0 {
			out = append(out, policy.Statement{Sid: "ReadOwnSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:GetSecretValue"}, Resource: secrets})
		}
		if len(parameters) > 0 {
			out = append(out, policy.Statement{Sid: "ReadParameters", Effect: policy.Allow, Action: []string{"ssm:GetParameters"}, Resource: parameters})
		}
	}
	if s.Spec.Credentials != v1alpha1.CredentialsEnvironment {
		return out, ""
	}
	arns, missing := c.storeSecrets(s.Spec, seen)
	if missing != "" || len(arns) == 0 {
		return out, missing
	}
	reads, missing := c.readSecrets(arns, seen)
	return append(out, reads...), missing
}

// repositories are the ARNs of the repositories of ECR that a service's images
// are in. Other registries need no rights in AWS.
func (c *Compute) repositories(s *v1alpha1.ServiceSpec) []string {
	var out []string
	for _, image := range append([]string{s.Image}, sidecarImages(s)...) {
		r, ok := v1alpha1.ParseECR(image)
		if ok {
			out = append(out, "arn:"+c.Account.Partition+":ecr:"+r.Region+":"+r.Account+":repository/"+r.Repository)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sidecarImages(s *v1alpha1.ServiceSpec) []string {
	out := make([]string, 0, len(s.Sidecars))
	for i := range s.Sidecars {
		out = append(out, s.Sidecars[i].Image)
	}
	return out
}

// referenced are the secrets and parameters that a claim names for the
// environment of a service's containers. What follows the name of a secret,
// such as a JSON key, is no part of its ARN.
func referenced(s *v1alpha1.ServiceSpec) (secrets, parameters []string) {
	const arnParts = 7
	containers := []v1alpha1.ContainerSpec{s.ContainerSpec}
	for i := range s.Sidecars {
		containers = append(containers, s.Sidecars[i].ContainerSpec)
	}
	for _, c := range containers {
		for _, arn := range c.Secrets {
			if parts := strings.Split(arn, ":"); parts[2] == "ssm" {
				parameters = append(parameters, arn)
			} else {
				secrets = append(secrets, strings.Join(parts[:min(len(parts), arnParts)], ":"))
			}
		}
	}
	slices.Sort(secrets)
	slices.Sort(parameters)
	return slices.Compact(secrets), slices.Compact(parameters)
}
